import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

test('an admin makes a token for a program, reads it once, and revokes it', async ({
	portal,
	open,
}) => {
	const page = await (await open('admin')).newPage();
	await page.goto('/tokens');
	await page.getByLabel(m.tokens_name(), { exact: true }).fill('CRM');
	await page.getByRole('button', { name: m.tokens_create() }).click();
	await expect(page.getByText(m.tokens_error_scopes())).toBeVisible();
	await page.getByRole('checkbox', { name: new RegExp(`^${m.tokens_scope_read()}\\.`) }).check();
	await page.getByRole('button', { name: m.tokens_create() }).click();

	const token = await page.getByLabel(m.tokens_label(), { exact: true }).inputValue();
	expect(token).toMatch(/^laurel_/);
	const contest = await portal.contest();
	const read = () =>
		fetch(`${portal.url}/api/v1/contests/${contest}/standings?limit=1`, {
			headers: { authorization: `Bearer ${token}` },
		});
	expect((await read()).status).toBe(200);

	await page.goto('/tokens');
	await expect(page.getByText(token)).toHaveCount(0);
	await page.getByRole('link', { name: m.tokens_revoke_what({ name: 'CRM' }) }).click();
	await page.getByRole('button', { name: m.tokens_revoke_yes() }).click();
	await expect(page.getByRole('heading', { name: 'CRM' })).toHaveCount(0);
	expect((await read()).status).toBe(401);
});

test('an admin adds a webhook without a script, tests it, reads why it fails, and ends it', async ({
	open,
}) => {
	const context = await open('admin', { javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/webhooks');
	await page.getByLabel(m.hooks_url(), { exact: true }).fill('http://crm.invalid/laurel');
	await page.getByLabel(m.hooks_event_final()).check();
	await page.getByRole('button', { name: m.hooks_create() }).click();
	await expect(page.getByText(m.hooks_error_insecure())).toBeVisible();
	await page.getByLabel(m.hooks_url(), { exact: true }).fill('https://crm.invalid/laurel');
	await page.getByRole('button', { name: m.hooks_create() }).click();
	await expect(page.getByLabel(m.hooks_secret_label(), { exact: true })).toHaveValue(/^whsec_/);

	await page.getByRole('link', { name: m.hooks_open() }).first().click();
	await page.getByRole('button', { name: m.hooks_test() }).click();
	await expect(page.getByText(m.hooks_tested())).toBeVisible();
	const address = page.url().replace(/\?.*/, '');
	await expect(async () => {
		await page.goto(address);
		await page.getByText(m.hooks_attempts({ count: 1 })).click({ timeout: 1_000 });
		await expect(page.getByText(m.hooks_failure_unknown_host())).toBeVisible({ timeout: 1_000 });
	}).toPass();

	await page.getByRole('link', { name: m.hooks_end() }).click();
	await page.getByRole('button', { name: m.hooks_end_yes() }).click();
	await expect(page).toHaveURL(/\/webhooks$/);
	await page.goto(address);
	await expect(page.getByText(m.hooks_error_gone())).toBeVisible();
});

test('an admin lets a system send, and nobody else sees these pages', async ({ open }) => {
	const page = await (await open('admin')).newPage();
	await page.goto('/webhooks/in');
	await page.getByLabel(m.hooks_in_name(), { exact: true }).fill('CRM!');
	await page.getByRole('button', { name: m.hooks_in_create() }).click();
	await expect(page.getByText(m.hooks_in_name_error())).toBeVisible();
	await page.getByLabel(m.hooks_in_name(), { exact: true }).fill('crm-e2e');
	await page.getByRole('button', { name: m.hooks_in_create() }).click();
	await expect(page.getByLabel(m.hooks_secret_label(), { exact: true })).toHaveValue(/^whsec_/);

	const owner = await (await open('owner')).newPage();
	for (const path of ['/webhooks', '/webhooks/in', '/tokens']) {
		expect((await owner.goto(path))?.status()).toBe(403);
	}
});
