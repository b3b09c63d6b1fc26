import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { PERSONAS } from '#lib/server/demo/personas.ts';
import { alive } from './alive.ts';
import { EMPLOYEE } from './pages.ts';
import { expect, test, type Open } from './portal.ts';
import { watchShifts } from './shifts.ts';
import { visitorAgent } from './visitors.ts';

const { name } = PERSONAS.find(({ externalId }) => externalId === EMPLOYEE)!;

/** The figure under a label of the home's head, as it is read aloud. */
const figure = (page: Page, label: string) =>
	page
		.locator('dl > div')
		.filter({ has: page.locator('dt', { hasText: new RegExp(`^\\s*${label}`) }) })
		.locator('dd');

const shown = async (page: Page, label: string) =>
	Number((await figure(page, label).locator('.sr-only').innerText()).replace(/\D/g, ''));

/** Somebody's own browser opens the link; where it leads is read and not followed, for it is another host. */
async function openAsStranger(open: Open, link: string): Promise<void> {
	const context = await open('visitor', { userAgent: visitorAgent() });
	const page = await context.newPage();
	let location = '';
	await page.route(link, async (route) => {
		const answer = await route.fetch({ maxRedirects: 0 });
		location = answer.headers().location ?? '';
		await route.fulfill({ body: 'The story.', contentType: 'text/plain' });
	});
	await page.goto(link);
	expect(location).toContain('utm_medium=advocacy');
	await context.close();
}

test.describe('an employee', () => {
	test('signs in with one click, copies a link, and sees a stranger’s click everywhere at once', async ({
		open,
		portal,
	}) => {
		const context = await open('visitor', { permissions: ['clipboard-read', 'clipboard-write'] });
		const home = await context.newPage();
		await home.goto('/');
		await home.getByRole('button', { name }).click();
		await expect(home).toHaveURL(`${portal.url}/`);

		const board = await context.newPage();
		await board.goto(`/contests/${await portal.contest()}`);
		const own = board.locator(`[data-person="${EMPLOYEE}"]`).first();
		await expect(own).toBeVisible();
		await expect(board.getByText(m.common_live(), { exact: true })).toBeVisible();
		const ownBefore = await own.innerText();
		const shifts = await watchShifts(board, '[data-person]');

		await home.bringToFront();
		await alive(home);
		await home.getByRole('button', { name: m.home_copy() }).first().click();
		await expect(home.getByRole('button', { name: m.home_copied() })).toBeVisible();
		const link = await home.evaluate(() => navigator.clipboard.readText());
		expect(link).toMatch(new RegExp(`^${portal.url}/r/[\\w-]+$`));

		const points = await shown(home, m.home_points());
		const clicks = await shown(home, m.home_clicks_week());
		await home.evaluate(() => Object.assign(window, { sameDocument: true }));
		await openAsStranger(open, link);
		await expect.poll(() => shown(home, m.home_points())).toBe(points + 1);
		await expect.poll(() => shown(home, m.home_clicks_week())).toBe(clicks + 1);
		await expect.poll(() => own.innerText()).not.toBe(ownBefore);
		expect(await home.evaluate(() => 'sameDocument' in window)).toBe(true);
		expect(await shifts()).toEqual([]);

		await home.reload();
		expect(await shown(home, m.home_points())).toBe(points + 1);
	});

	test('loses the connection and has fresh figures when it is back', async ({ open, portal }) => {
		const context = await open('employee');
		const page = await context.newPage();
		await page.goto('/');
		const points = await shown(page, m.home_points());
		const { slug } = await portal.link(EMPLOYEE);
		await context.setOffline(true);
		expect(await portal.click(slug)).toBe(302);
		await context.setOffline(false);
		await expect.poll(() => shown(page, m.home_points()), { timeout: 20_000 }).toBe(points + 1);
	});

	test('loses the connection before the page is alive, and it comes alive later', async ({
		open,
	}) => {
		const context = await open('employee');
		const page = await context.newPage();
		let away = true;
		// The one script that is asked for late: the client of the live connection.
		await page.route('**/_app/immutable/chunks/*.js', async (route) => {
			const answer = await route.fetch();
			const late = (await answer.text()).includes('socket.io');
			if (late && away) await route.abort('internetdisconnected');
			else await route.fulfill({ response: answer });
		});
		const failed = page.waitForEvent('requestfailed');
		const connected = page.waitForEvent('websocket');
		await page.goto('/');
		await failed;
		away = false;
		await connected;
	});

	test('finds themselves on the board before its script has loaded, and it narrows by that', async ({
		open,
		portal,
	}) => {
		const page = await (await open('employee')).newPage();
		const typed = Promise.withResolvers<void>();
		await page.route('**/_app/board.js*', async (route) => {
			await typed.promise;
			await route.continue();
		});
		await page.goto(`/contests/${await portal.contest()}`, { waitUntil: 'commit' });
		const search = page.getByLabel(m.board_search());
		await search.fill(name);
		await page.locator('details').first().locator('summary').click();
		await search.focus();
		typed.resolve();
		await expect(page.getByText(m.common_live(), { exact: true })).toBeVisible();
		await expect(search).toHaveValue(name);
		await expect(search).toBeFocused();
		await expect(page.locator('details').first()).toHaveAttribute('open');
		await expect(page.locator('[role=row][data-person]')).toHaveCount(1);
	});

	test('reads everything without JavaScript', async ({ open, portal }) => {
		const page = await (await open('employee', { javaScriptEnabled: false })).newPage();
		await page.goto('/');
		await expect(page.getByRole('heading', { name: m.home_worth_sharing() })).toBeVisible();
		expect(await shown(page, m.home_points())).toBeGreaterThan(0);
		await page.getByRole('button', { name: m.home_copy() }).first().click();
		await expect(page.locator('input[readonly]').first()).toHaveValue(/\/r\/[\w-]+$/);

		await page.goto(`/contests/${await portal.contest()}`);
		await expect(page.locator(`[data-person="${EMPLOYEE}"]`).first()).toBeVisible();
		const team = page.getByLabel(m.board_team()).locator('option:checked');
		await expect(team).toHaveText(m.board_all_teams());
		// On a phone, too, the own row stays in sight: at the foot before one comes to it, at the top afterwards.
		await page.setViewportSize({ width: 360, height: 780 });
		await page.locator('[role=row][data-person]').last().scrollIntoViewIfNeeded();
		await expect(page.locator(`[role=row][data-person="${EMPLOYEE}"]`)).toBeInViewport();
		await page.goto(`/contests/${await portal.contest()}/receipts/${EMPLOYEE}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	});
});

test('receipts explain every point, and a click that did not count', async ({ open, portal }) => {
	const page = await (await open('employee')).newPage();
	const receipts = `/contests/${await portal.contest()}/receipts/${EMPLOYEE}`;
	await page.goto('/');
	const points = await shown(page, m.home_points());
	const { slug } = await portal.link(EMPLOYEE);
	const visitor = visitorAgent();
	expect(await portal.click(slug, visitor)).toBe(302);
	await expect.poll(() => shown(page, m.home_points())).toBe(points + 1);
	expect(await portal.click(slug, visitor), 'the same visitor again').toBe(302);
	expect(await portal.click(slug, 'Mozilla/5.0 (compatible; bingbot/2.0)')).toBe(302);

	await page.goto(receipts);
	const list = page.getByRole('region', { name: m.receipts_title_own() }).getByRole('listitem');
	await expect(list.nth(0)).toContainText(m.receipts_reason_bot());
	await expect(list.nth(0)).toContainText(m.receipts_no_points());
	await expect(list.nth(1)).toContainText(m.receipts_reason_duplicate({ hours: 24 }));
	await expect(list.nth(2)).toContainText(m.receipts_plus({ points: '1' }));
	await expect(page.getByText(String((points + 1).toLocaleString('en'))).first()).toBeVisible();

	const sums = page.getByRole('table').getByRole('row');
	const cells = await sums.evaluateAll((rows) =>
		rows.map((row) => row.lastElementChild!.textContent!.replace(/[^\d-]/g, '')),
	);
	const numbers = cells.filter((text) => text !== '').map(Number);
	const total = numbers.pop();
	expect(total).toBe(points + 1);
	expect(numbers.reduce((sum, value) => sum + value, 0)).toBe(total);

	// What was refused is still not worth a point once all is counted.
	await page.goto('/');
	expect(await shown(page, m.home_points())).toBe(points + 1);
});

test('a board whose server is gone says so, and is current again by itself', async ({
	browser,
	mortal: portal,
}) => {
	const context = await browser.newContext({
		baseURL: portal.url,
		storageState: await portal.session('employee'),
	});
	const page = await context.newPage();
	await page.goto(`/contests/${await portal.contest()}`);
	const status = page.getByRole('status').filter({ hasText: /\w/ }).first();
	const own = page.locator(`[role="row"][data-person="${EMPLOYEE}"]`);
	await expect(status).toHaveText(m.common_live());
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	const home = await context.newPage();
	// Its question is answered: a connection that is only just being made may end without a word.
	const answered = new Promise<void>((told) =>
		home.on('websocket', (socket) =>
			socket.on('framereceived', ({ payload }) => {
				if (/^4[36]/.test(String(payload))) told();
			}),
		),
	);
	await home.goto('/');
	await answered;

	await portal.kill();
	await expect(status).toHaveText(/Not live since/);
	await expect(home.getByText(/Not live since/)).toBeVisible();
	await portal.start();
	await expect(status).toHaveText(m.common_live());
	await expect(home.getByText(/Not live since/)).toBeHidden();
	const before = await own.innerText();
	const { slug } = await portal.link(EMPLOYEE);
	expect(await portal.click(slug)).toBe(302);
	await expect.poll(() => own.innerText()).not.toBe(before);
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
	await context.close();
});
