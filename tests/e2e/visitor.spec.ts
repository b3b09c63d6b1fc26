import { m } from '#lib/paraglide/messages.js';
import { DEMO_PASSWORD, PERSONAS } from '#lib/server/demo/personas.ts';
import { employeePages } from './pages.ts';
import { expect, test } from './portal.ts';

const employee = PERSONAS.find(({ role }) => role === 'employee')!;

/** Rows of the board, and links to anybody's points. */
const PERSONAL = '[data-person], a[href*="/receipts/"]';

test.describe('a visitor', () => {
	test('is shown neither board nor people nor receipts', async ({ open, portal }) => {
		// What the server gives away, without waiting for any script; one page also with it.
		const scripted = await (await open('visitor')).newPage();
		const plain = await (await open('visitor', { javaScriptEnabled: false })).newPage();
		for (const [i, path] of (await employeePages(portal)).entries()) {
			const page = i === 0 ? scripted : plain;
			await page.goto(path);
			await expect(page, path).toHaveURL(/\/sign-in/);
			await expect(page.locator(PERSONAL), path).toHaveCount(0);
		}
		const data = await scripted.request.get(`/contests/${await portal.contest()}/__data.json`);
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
		await page.waitForLoadState('networkidle');
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
