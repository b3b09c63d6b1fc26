import { m } from '#lib/paraglide/messages.js';
import { DEMO_PASSWORD, PERSONAS } from '#lib/server/demo/personas.ts';
import { alive } from './alive.ts';
import { employeePages } from './pages.ts';
import { expect, test } from './portal.ts';

const employee = PERSONAS.find(({ role }) => role === 'employee')!;

/** Rows of the board, and links to anybody's points. */
const PERSONAL = '[data-person], a[href*="/receipts/"]';

test.describe('a visitor', () => {
	test('is shown neither board nor people nor receipts', async ({ open, portal }) => {
		const page = await (await open('visitor')).newPage();
		const board = `/contests/${await portal.contest()}`;
		await page.goto(board);
		await expect(page).toHaveURL(/\/sign-in/);
		await expect(page.locator(PERSONAL)).toHaveCount(0);
		// Of every page, what the server gives away to whoever asks, as a page and as what the router asks for.
		for (const path of await employeePages(portal)) {
			const answer = await page.request.get(path, { maxRedirects: 0 });
			expect(answer.status(), path).toBeGreaterThanOrEqual(302);
			expect(answer.status(), path).toBeLessThanOrEqual(303);
			expect(answer.headers().location, path).toMatch(/^\/sign-in(\?|$)/);
			expect(await answer.text(), path).not.toMatch(/data-person|\/receipts\//);
		}
		const data = await page.request.get(`${board}/__data.json`);
		expect(await data.text()).not.toContain('externalId');
	});

	test('gets one answer for a wrong password and for an unknown address', async ({ open }) => {
		const page = await (await open('visitor')).newPage();
		for (const email of [employee.email, 'nobody@example.com']) {
			await page.goto('/sign-in');
			await page.getByLabel(m.auth_email()).fill(email);
			await page.getByLabel(m.auth_password()).fill('not the password');
			await page.getByRole('button', { name: m.auth_sign_in(), exact: true }).click();
			await expect(page.getByRole('alert')).toHaveText(m.auth_wrong_credentials());
			await expect(page.getByLabel(m.auth_email())).toHaveValue(email);
		}
	});

	test('keeps what was typed before the script had loaded', async ({ open }) => {
		const page = await (await open('visitor')).newPage();
		const typed = Promise.withResolvers<void>();
		await page.route('**/_app/**/*.js', async (route) => {
			await typed.promise;
			await route.continue();
		});
		await page.goto('/sign-in', { waitUntil: 'commit' });
		await page.getByLabel(m.auth_email()).fill(employee.email);
		typed.resolve();
		await alive(page);
		await expect(page.getByLabel(m.auth_email())).toHaveValue(employee.email);
	});

	test('signs in, comes back to where it was, signs out, and going back shows nothing', async ({
		open,
		portal,
	}) => {
		const board = `/contests/${await portal.contest()}`;
		const page = await (await open('visitor')).newPage();
		await page.goto(board);
		await page.getByLabel(m.auth_email()).fill(employee.email);
		await page.getByLabel(m.auth_password()).fill(DEMO_PASSWORD);
		await page.getByRole('button', { name: m.auth_sign_in(), exact: true }).click();
		await expect(page).toHaveURL(board);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

		await page.goto('/sign-out');
		await page.getByRole('button', { name: m.auth_sign_out() }).click();
		await expect(page).toHaveURL(/\/sign-in/);
		await page.goBack();
		await page.goBack();
		await expect(page.getByRole('button', { name: m.auth_sign_in(), exact: true })).toBeVisible();
		await expect(page.locator(PERSONAL)).toHaveCount(0);
		await page.goto(board);
		await expect(page).toHaveURL(/\/sign-in/);
	});
});
