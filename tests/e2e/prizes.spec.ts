import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { readFileSync } from 'node:fs';
import { m } from '#lib/paraglide/messages.js';
import { people } from '#lib/server/db/schema/people.ts';
import { aPerson, type APerson } from '../support/people.ts';
import { aResult, aWonContest } from '../integration/prizes-world.ts';
import { EMPLOYEE } from './pages.ts';
import { pressUnanswered } from './alive.ts';
import { violations } from './axe.ts';
import { expect, test, type Portal } from './portal.ts';

const MUG = { kind: 'place', fromPlace: 1, name: 'Red mug', value: '50', currency: 'EUR' };
const DRAWN = {
	...{ kind: 'draw', winners: 2, minPoints: 10, name: 'Lucky socks' },
	excludePlaceWinners: true,
};

async function employee(portal: Portal): Promise<APerson> {
	const rows = await portal.connections.db
		.select()
		.from(people)
		.where(eq(people.externalId, EMPLOYEE));
	return rows[0]!;
}

/** A final contest of its own, in which the demo's employee came first. */
async function wonBy(portal: Portal, name: string) {
	const place = { connections: portal.connections, ctx: () => portal.ctx };
	const contest = await aWonContest(place, [MUG, DRAWN], { name });
	const others = [];
	for (const one of ['Bodil Ek', 'Chitra Rao', 'Davide Neri'])
		others.push(await aPerson(portal, { name: one }));
	const stood = [await employee(portal), ...others].map((person, i) => ({
		...{ person, rank: i + 1, points: 90 - i },
	}));
	await aResult(place, contest, stood);
	return contest;
}

const mugOf = (page: Page, contest: string) =>
	page.getByRole('article', { name: MUG.name }).filter({ hasText: contest });

async function accept(page: Page, contest: string) {
	await page.goto('/prizes/mine');
	const card = mugOf(page, contest);
	const delivery = card.getByLabel(m.prizes_mine_delivery());
	await delivery.fill('Desk 4, second floor');
	const take = card.getByRole('button', { name: m.prizes_mine_accept() });
	await pressUnanswered(page, () => take.click());
	await expect(delivery).toHaveValue('Desk 4, second floor');
	await take.click();
	await expect(page.getByRole('status')).toHaveText(m.prizes_done_accept());
	await expect(card).toHaveAttribute('data-state', 'accepted');
}

test('a prize goes from the notice to the hand-over, between its winner and an owner', async ({
	open,
	portal,
}) => {
	const { name, slug } = await wonBy(portal, 'Mug handed over');
	const winner = await (await open('employee')).newPage();
	await winner.goto('/notices');
	await expect(winner.getByText(name).first()).toBeVisible();
	await accept(winner, name);

	const owner = await (await open('owner')).newPage();
	await owner.goto(`/prizes?contest=${slug}`);
	const card = mugOf(owner, name);
	await expect(card).toContainText('Desk 4, second floor');
	await card.getByRole('button', { name: m.prizes_step_approve() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.prizes_done_approve());
	await card.getByRole('button', { name: m.prizes_step_hand_over() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.prizes_done_hand_over());
	await expect(card).toHaveCount(0);
	await owner.getByRole('link', { name: m.prizes_state_handed_over() }).click();
	await expect(mugOf(owner, name)).toHaveAttribute('data-state', 'handed_over');

	await winner.reload();
	await expect(mugOf(winner, name)).toContainText(m.prizes_mine_handed_over());
});

test('two owners who press at once: one does it, the other is told so and sees how it stands', async ({
	open,
	portal,
}) => {
	const { name, slug } = await wonBy(portal, 'Mug pressed twice');
	await accept(await (await open('employee')).newPage(), name);
	const tabs = await Promise.all(
		(['owner', 'admin'] as const).map(async (who) => (await open(who)).newPage()),
	);
	for (const tab of tabs) await tab.goto(`/prizes?contest=${slug}&state=accepted`);
	const press = (tab: Page) =>
		mugOf(tab, name).getByRole('button', { name: m.prizes_step_approve() }).click();
	await Promise.all(tabs.map(press));
	const said = async (tab: Page) => {
		const told = tab.getByRole('main').locator('[role=status], [role=alert]');
		await expect(told).toHaveCount(1);
		return told.textContent();
	};
	const heard = (await Promise.all(tabs.map(said))).map((text) => text?.trim()).sort();
	expect(heard).toEqual([m.prizes_done_approve(), m.prizes_problem_stale()].sort());
	for (const tab of tabs) await expect(mugOf(tab, name)).toHaveCount(0);
	const [{ approvals }] = (await portal.connections.sql`
		select count(*)::int as approvals from audit_entries
		where action = 'prize.approve' and details->>'contest' = ${slug}`) as [{ approvals: number }];
	expect(approvals).toBe(1);
});

test('a winner who declines while an owner takes it back: one of them is heard', async ({
	open,
	portal,
}) => {
	const { name, slug } = await wonBy(portal, 'Mug both ways');
	const winner = await (await open('employee')).newPage();
	const owner = await (await open('owner')).newPage();
	await winner.goto('/prizes/mine');
	await owner.goto(`/prizes?contest=${slug}&state=offered`);
	const mine = mugOf(winner, name);
	await mine.getByText(m.prizes_mine_decline()).click();
	const theirs = mugOf(owner, name);
	await theirs.getByText(m.prizes_step_withdraw()).click();
	await theirs.getByLabel(m.prizes_withdraw_reason()).fill('No answer.');
	await Promise.all([
		mine.getByRole('button', { name: m.prizes_mine_decline_yes() }).click(),
		theirs.getByRole('button', { name: m.prizes_withdraw_yes() }).click(),
	]);
	await expect(mine).toHaveAttribute('data-state', /declined|withdrawn/);
	await expect(theirs).toHaveCount(0);
	const rows = await portal.connections.sql<{ revision: number }[]>`
		select a.revision from prize_awards a join contests c on c.id = a.contest_id
		join prizes p on p.id = a.prize_id where c.slug = ${slug} and p.name = ${MUG.name}`;
	expect(rows).toEqual([{ revision: 2 }]);
});

test('without JavaScript a prize is declined, passed on, and taken back with a reason', async ({
	open,
	portal,
}) => {
	const { name, slug } = await wonBy(portal, 'Mug without a script');
	const winner = await (await open('employee', { javaScriptEnabled: false })).newPage();
	await winner.goto('/prizes/mine');
	await mugOf(winner, name).getByText(m.prizes_mine_decline()).click();
	await mugOf(winner, name).getByRole('button', { name: m.prizes_mine_decline_yes() }).click();
	await expect(mugOf(winner, name)).toHaveAttribute('data-state', 'declined');

	const owner = await (await open('owner', { javaScriptEnabled: false })).newPage();
	await owner.goto(`/prizes?contest=${slug}`);
	await owner.getByRole('button', { name: m.prizes_step_pass_on({ name: 'Bodil Ek' }) }).click();
	await expect(owner.getByRole('status')).toHaveText(m.prizes_done_pass_on());
	await owner.goto(`/prizes?contest=${slug}&state=offered`);
	const next = mugOf(owner, name);
	await expect(next).toContainText('Bodil Ek');
	await next.getByText(m.prizes_step_withdraw()).click();
	await next.getByLabel(m.prizes_withdraw_reason()).fill('   ');
	await next.getByRole('button', { name: m.prizes_withdraw_yes() }).click();
	await expect(owner.getByRole('alert')).toHaveText(m.prizes_problem_reason());
	await next.getByLabel(m.prizes_withdraw_reason()).fill('Left the company.');
	await next.getByRole('button', { name: m.prizes_withdraw_yes() }).click();
	await owner.goto(`/prizes?contest=${slug}&state=withdrawn`);
	await expect(mugOf(owner, name)).toContainText('Left the company.');
});

test('the list is downloaded as CSV, with the filters of the page', async ({ open, portal }) => {
	const { slug } = await wonBy(portal, 'Mug as CSV');
	const page = await (await open('owner')).newPage();
	await page.goto(`/prizes?contest=${slug}&state=all`);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: m.prizes_csv(), exact: true }).click(),
	]);
	const lines = readFileSync(await download.path(), 'utf8')
		.trimEnd()
		.split('\r\n');
	expect(lines).toHaveLength(4);
	expect(lines[1]).toContain('"Mug as CSV","Red mug","50.00","EUR"');
});

test('a stranger does a draw again in the browser, and reads how without a script', async ({
	open,
	portal,
}) => {
	const { slug, drawSeed } = await wonBy(portal, 'Socks drawn');
	const page = await (await open('visitor')).newPage();
	await page.goto(`/draws/${slug}`);
	await expect(page.getByRole('main')).toContainText(drawSeed);
	await expect(page.getByRole('main')).not.toContainText('Bodil');
	await page.getByRole('button', { name: m.prizes_draws_redo() }).click();
	await expect(page.getByText(m.prizes_draws_seed_ok())).toBeVisible();
	await expect(page.getByText(m.prizes_draws_match())).toBeVisible();
	await page.getByLabel(m.prizes_draws_own()).fill('nobody');
	await expect(page.getByText(m.prizes_draws_own_none())).toBeVisible();

	await page.route(`**/draws/${slug}/2.json`, async (route) => {
		const answer = await route.fetch();
		const list = (await answer.json()) as { drawn: string[] };
		await route.fulfill({ json: { ...list, drawn: list.drawn.toReversed() } });
	});
	await page.getByRole('button', { name: m.prizes_draws_redo() }).click();
	await expect(page.getByText(m.prizes_draws_differs({ names: '' }).trim())).toBeVisible();

	// Those who were drawn are named where colleagues read who won.
	const colleague = await (await open('employee', { javaScriptEnabled: false })).newPage();
	await colleague.goto(`/contests/${slug}`);
	const name = '(Bodil Ek|Chitra Rao|Davide Neri)';
	await expect(colleague.getByRole('listitem').filter({ hasText: DRAWN.name })).toHaveText(
		new RegExp(m.board_prize_won({ name: `${name}, ${name}` })),
	);

	const plain = await (await open('visitor', { javaScriptEnabled: false })).newPage();
	await plain.goto(`/draws/${slug}`);
	await expect(plain.getByText(drawSeed, { exact: true })).toBeVisible();
	await expect(plain.getByText(m.prizes_draws_how())).toBeVisible();
	await expect(plain.getByRole('button', { name: m.prizes_draws_redo() })).toHaveCount(0);
});

test('a picture is uploaded by an owner, and every cache may keep it', async ({ open, portal }) => {
	const owner = (await open('owner')).request;
	const buffer = readFileSync('docs/board.png');
	const picture = { name: 'board.png', mimeType: 'image/png', buffer };
	const headers = { origin: portal.url };
	const made = await owner.post('/pictures', {
		...{ headers, multipart: { picture } },
	});
	expect(made.status()).toBe(201);
	const { id, width } = (await made.json()) as { id: string; width: number };
	expect(width).toBe(1200);
	const kept = await owner.get(`/pictures/${id}`);
	expect(kept.headers()).toMatchObject({
		'content-type': 'image/webp',
		'cache-control': 'public, max-age=31536000, immutable',
		'x-content-type-options': 'nosniff',
	});
	expect(kept.headers()['set-cookie']).toBeUndefined();
	const svg = { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') };
	const refused = await owner.post('/pictures', {
		...{ headers, multipart: { picture: svg } },
	});
	expect(refused.status()).toBe(422);
	expect(await refused.json()).toEqual({ problem: 'picture_type' });
});

/** What axe says of colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

for (const theme of ['light', 'dark'] as const)
	test(`the pages of prizes are accessible and fit in the ${theme} theme`, async ({
		open,
		portal,
	}) => {
		test.setTimeout(90_000);
		const { slug } = await wonBy(portal, `The autumn contest, ${theme}`);
		for (const [name, who, path] of [
			['prizes', 'owner', `/prizes?state=all`],
			['prizes-mine', 'employee', '/prizes/mine'],
			['draws', 'visitor', `/draws/${slug}`],
			['draws-employee', 'employee', `/draws/${slug}`],
		] as const) {
			const context = await open(who, { reducedMotion: 'reduce' });
			await context.addCookies([{ name: 'laurel_theme', value: theme, url: portal.url }]);
			const page = await context.newPage();
			// A dark page has the structure and the width of the light one: only its colours are judged.
			const [widths, rules] = theme === 'light' ? [[1440, 360], undefined] : [[1440], COLOURS];
			for (const width of widths) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(path);
				await page.evaluate(() => document.fonts.ready);
				if (name.startsWith('draws')) {
					await page.getByRole('button', { name: m.prizes_draws_redo() }).click();
					await expect(page.getByText(m.prizes_draws_match())).toBeVisible();
				}
				await page.screenshot({
					path: `test-results/shots/${name}-${width}-${theme}.png`,
					fullPage: true,
				});
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				expect.soft(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
				expect.soft(await violations(page, rules), `${name} at ${width}`).toEqual([]);
			}
		}
	});
