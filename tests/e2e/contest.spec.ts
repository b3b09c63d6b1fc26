import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { startSession } from '#lib/server/auth/sessions.ts';
import { alive } from './alive.ts';
import { EMPLOYEE } from './pages.ts';
import { expect, test, type Portal } from './portal.ts';

const ZONE = 'Europe/Stockholm';
const MINUTE = 60_000;
const NAME = 'Grand Finale';
/** Every persona's, as `npm start` prints it. */
const PASSWORD = 'laurel-demo';

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const step = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

/** An instant as the form's fields have it: local to the contest's zone, to the minute. */
const local = (at: number) =>
	new Date(at).toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16).replace(' ', 'T');

/** From an empty form to a contest that ends with the next full minute after the next. */
async function publish(page: Page): Promise<string> {
	await page.goto('/desk');
	await page.getByRole('button', { name: m.desk_new() }).first().click();
	await field(page, m.desk_name()).fill(NAME);
	await field(page, m.desk_start()).fill(local(Date.now() - 60 * MINUTE));
	await field(page, m.desk_end()).fill(local(Date.now() + 60 * MINUTE));
	await field(page, m.desk_zone()).fill(ZONE);
	await step(page, m.desk_step_prizes());
	await page.getByRole('button', { name: m.desk_prize_add() }).click();
	await field(page, m.desk_prize_name()).fill('A day off');
	await field(page, m.desk_prize_value()).fill('200');
	await field(page, m.desk_prize_currency()).fill('EUR');
	await field(page, m.desk_prize_from()).fill('1');
	await step(page, m.desk_step_freeze());
	await field(page, m.desk_settle()).fill('0');
	await step(page, m.desk_step_time());
	await field(page, m.desk_end()).fill(local(Date.now() + 1.8 * MINUTE));
	await step(page, m.desk_step_summary());
	await page.getByRole('button', { name: m.desk_publish_new_button() }).click();
	await expect(page.getByText(m.desk_done_published())).toBeVisible();
	return new URL(page.url()).pathname.split('/')[2]!;
}

/** Whatever looks wrong to the signals is looked at and let pass. */
async function emptyQueue(page: Page, slug: string): Promise<void> {
	await page.goto(`/integrity?contest=${slug}`);
	const flags = page.locator('main li article');
	for (let left = await flags.count(); left > 0; left--) {
		await expect(page.locator('[data-ready]')).toBeVisible();
		await page.keyboard.press('j');
		await page.keyboard.press('d');
		await expect(flags).toHaveCount(left - 1);
	}
}

async function signedInAs(portal: Portal, context: BrowserContext, name: string): Promise<Page> {
	const [person] = await portal.connections.sql`select id from people where name = ${name}`;
	const session = await startSession(portal.connections.db, person!.id as string, {
		secure: false,
	});
	await context.addCookies([{ name: session.name, value: session.value, url: portal.url }]);
	return context.newPage();
}

test('an owner takes a contest from an empty form through freeze, reveal and prizes to a result that anybody can replay', async ({
	open,
	portal,
}, info) => {
	test.setTimeout(300_000);
	const owner = await (await open('owner')).newPage();
	const slug = await publish(owner);

	const reader = await (await open('employee')).newPage();
	await reader.goto(`/contests/${slug}`);
	const others = reader.locator(`[data-person]:not([data-person="${EMPLOYEE}"])`);
	await expect(others.first()).toBeVisible();
	const people = await others.evaluateAll((rows) =>
		rows.map((row) => (row as HTMLElement).dataset.person!),
	);
	const { slug: link, person } = await portal.link(...people);
	const points = () => reader.locator(`[data-person="${person}"]`).first().innerText();
	const before = await points();
	expect(await portal.click(link)).toBe(302);
	await expect.poll(points).not.toBe(before);

	await owner.getByRole('button', { name: m.desk_deed_freeze() }).click();
	await expect(owner.getByText(m.desk_done_freeze())).toBeVisible();
	await reader.reload();
	await expect(others.first()).toBeVisible();
	const frozen = await others.allInnerTexts();
	expect(frozen.length).toBeGreaterThan(10);
	for (let n = 0; n < 3; n++) expect(await portal.click(link)).toBe(302);

	// The clock ends it, and the page says so by itself.
	const look = owner.getByRole('link', { name: m.desk_final_open() });
	await expect(look).toBeVisible({ timeout: 150_000 });
	await reader.reload();
	expect(await others.allInnerTexts()).toEqual(frozen);

	await emptyQueue(owner, slug);
	await owner.goto(`/contests/${slug}/finalize`);
	await expect(async () => {
		await owner.reload();
		await expect(owner.getByText(m.desk_final_ready())).toBeVisible({ timeout: 1_000 });
	}).toPass();
	await field(owner, m.desk_final_hold()).check();
	await field(owner, m.desk_final_password()).fill('not it');
	await owner.getByRole('button', { name: m.desk_final_submit() }).click();
	await expect(owner.getByText(m.desk_final_password_wrong())).toBeVisible();
	await field(owner, m.desk_final_password()).fill(PASSWORD);
	await owner.getByRole('button', { name: m.desk_final_submit() }).click();
	await expect(owner.getByText(m.desk_done_finalize())).toBeVisible();
	await reader.goto(`/contests/${slug}/result`);
	await expect(reader.getByText('SHA-256')).toHaveCount(0);

	await owner.goto(`/contests/${slug}/reveal/drive`);
	await reader.goto(`/contests/${slug}/reveal`);
	await owner.getByRole('button', { name: m.reveal_drive_begin() }).click();
	const next = owner.getByRole('button', { name: m.reveal_drive_forward() });
	await expect(next).toBeVisible();
	await alive(owner);
	const at = owner.locator('section [data-step]').first();
	for (let n = 1; await next.isEnabled(); n++) {
		await owner.keyboard.press('Space');
		await expect(at).toHaveAttribute('data-step', String(n));
	}
	await expect(reader.locator('.stage')).toContainText('A day off');
	await owner.getByRole('button', { name: m.reveal_drive_end(), exact: true }).click();
	await expect(owner.getByText(m.reveal_drive_over_title())).toBeVisible();

	await reader.goto(`/contests/${slug}/result`);
	const download = reader.getByRole('link', { name: /replay/i }).first();
	const [saved] = await Promise.all([reader.waitForEvent('download'), download.click()]);
	const file = info.outputPath('replay.json');
	await saved.saveAs(file);
	const { contest, expected } = JSON.parse(readFileSync(file, 'utf8')) as {
		contest: { id: string };
		expected: { rank: number | null }[];
	};
	expect(contest.id).toBe(slug);
	expect(expected[0]?.rank).toBe(1);

	const stranger = await (await open('visitor')).newPage();
	await stranger.goto('/check');
	await stranger.locator('input[type=file]').setInputFiles(file);
	await expect(stranger.getByText(m.results_check_equal(), { exact: true })).toBeVisible();
	await expect(stranger.getByText(/published exactly this file/)).toBeVisible();
	const replayed = execFileSync(
		process.execPath,
		['src/cli/main.ts', 'contest', 'replay', file, '--json'],
		{ encoding: 'utf8' },
	);
	expect(JSON.parse(replayed)).toMatchObject({ kind: 'equal', contest: slug });

	await owner.goto(`/prizes?contest=${slug}&state=all`);
	const prize = owner.getByRole('article', { name: 'A day off' });
	const [won] = await portal.connections.sql`
		select p.name from prize_awards a join people p on p.id = a.person_id
		join contests c on c.id = a.contest_id where c.slug = ${slug}`;
	await expect(prize).toContainText(won!.name as string);
	const winner = await signedInAs(portal, await open('visitor'), won!.name as string);
	await winner.goto('/prizes/mine');
	const mine = winner.getByRole('article', { name: 'A day off' }).filter({ hasText: NAME });
	await mine.getByLabel(m.prizes_mine_delivery()).fill('The Friday before Easter');
	await mine.getByRole('button', { name: m.prizes_mine_accept() }).click();
	await expect(mine).toHaveAttribute('data-state', 'accepted');
	await owner.reload();
	await prize.getByRole('button', { name: m.prizes_step_approve() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.prizes_done_approve());
	await prize.getByRole('button', { name: m.prizes_step_hand_over() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.prizes_done_hand_over());
});
