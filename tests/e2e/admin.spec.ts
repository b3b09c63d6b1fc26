import { m } from '#lib/paraglide/messages.js';
import { startServer } from '../support/server.ts';
import { TEMPLATE } from '../support/template.ts';
import { cloneDatabase } from './databases.ts';
import { expect, test } from '@playwright/test';

test('whoever runs the server makes the first admin with the token of the log, once', async ({
	browser,
}) => {
	const database = await cloneDatabase(TEMPLATE);
	const server = await startServer({ databaseUrl: database.url });
	try {
		const printed = /"setup":"([^"]+)"/;
		await expect.poll(() => server.output()).toMatch(printed);
		const link = printed.exec(server.output())![1]!;

		const page = await browser.newPage();
		await page.goto(server.url);
		await expect(page, 'until then there is one page').toHaveURL(`${server.url}/setup`);
		const fill = async (token?: string) => {
			if (token) await page.getByLabel(m.auth_setup_token()).fill(token);
			await page.getByLabel(m.auth_program_name()).fill('Northwind Voices');
			await page.getByLabel(m.auth_name(), { exact: true }).fill('Ada Northwind');
			await page.getByLabel(m.auth_team()).fill('Communications');
			await page.getByLabel(m.auth_email()).fill('ada@northwind.example');
			await page.getByLabel(m.auth_password()).fill('seven green kettles sing');
			await page.getByRole('button', { name: m.auth_setup_submit() }).click();
		};
		await fill('not the token');
		await expect(page.getByText(m.auth_error_setup_token())).toBeVisible();

		// Another page: a change of the fragment alone loads nothing.
		await page.goto('about:blank');
		await page.goto(link);
		await expect(page.getByLabel(m.auth_setup_token())).not.toHaveValue('');
		await fill();
		await expect(page).toHaveURL((url) => url.pathname === '/');
		await expect(page.getByText(m.home_no_contest_title())).toBeVisible();
		await expect(page.getByRole('link', { name: m.home_launch() })).toBeVisible();
		await expect(page.getByRole('link', { name: m.home_write_story() })).toBeVisible();

		const other = await browser.newPage();
		await other.goto(link);
		await expect(other, 'the token is spent').toHaveURL(/\/sign-in/);
		await other.close();
		await page.close();
	} finally {
		await server.stop();
		await database.drop();
	}
});
