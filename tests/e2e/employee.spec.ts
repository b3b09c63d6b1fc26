import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { PERSONAS } from '#lib/server/demo/personas.ts';
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
		const ownBefore = await own.innerText();
		const shifts = await watchShifts(board, '[data-person]');

		await home.bringToFront();
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

	test('reads everything without JavaScript', async ({ open, portal }) => {
		const page = await (await open('employee', { javaScriptEnabled: false })).newPage();
		await page.goto('/');
		await expect(page.getByRole('heading', { name: m.home_worth_sharing() })).toBeVisible();
		expect(await shown(page, m.home_points())).toBeGreaterThan(0);
		await page.getByRole('button', { name: m.home_copy() }).first().click();
		await expect(page.locator('input[readonly]').first()).toHaveValue(/\/r\/[\w-]+$/);

		await page.goto(`/contests/${await portal.contest()}`);
		await expect(page.locator(`[data-person="${EMPLOYEE}"]`).first()).toBeVisible();
		await page.goto(`/contests/${await portal.contest()}/receipts/${EMPLOYEE}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	});
});
