import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

test('a manager finds somebody with a typo, thanks them in two clicks, and takes it back', async ({
	open,
}) => {
	const page = await (await open('manager', { javaScriptEnabled: false })).newPage();
	await page.goto('/thank');
	await page.getByRole('link', { name: m.people_thank_find() }).click();
	await page.waitForURL('**/people');
	await page.goto('/people?q=mira+okafro');
	await page.getByRole('link', { name: `${m.people_thank()} Mira Okafor` }).click();
	await expect(page.getByLabel(m.people_message())).toHaveValue(/Mira/);
	await page.getByRole('button', { name: m.people_send() }).click();
	await expect(page.getByRole('status')).toHaveText(m.people_done_given());

	const colleague = await (await open('employee')).newPage();
	await colleague.goto('/people/mira.okafor');
	await expect(colleague.getByText('Sara Holm').first()).toBeVisible();
	await page.goto('/thanks');
	await page.getByRole('button', { name: m.people_withdraw() }).first().click();
	await expect(page.getByRole('status')).toHaveText(m.people_done_withdrawn());

	await page.goto('/team');
	await expect(page.getByRole('heading', { name: m.people_team_deserving() })).toBeVisible();
});

test('a person goes pseudonymous everywhere, and open boards say so', async ({ open, portal }) => {
	const contest = await portal.contest();
	const watcher = await (await open('manager')).newPage();
	await watcher.goto(`/contests/${contest}`);
	const named = watcher.getByRole('row').filter({ hasText: 'Tom Lindqvist' });
	await expect(named.first()).toBeVisible();

	const own = await (await open('employee', { javaScriptEnabled: false })).newPage();
	await own.goto('/settings');
	const choose = async (label: string) => {
		for (const group of [
			m.people_appear_directory(),
			m.people_appear_boards(),
			m.people_appear_displays(),
		]) {
			await own.getByRole('group', { name: group }).getByLabel(label, { exact: true }).check();
		}
		await own.getByRole('button', { name: m.people_appear_save() }).click();
		await expect(own.getByRole('status')).toHaveText(m.people_appear_saved());
	};
	await choose(m.people_appear_by_pseudonym());
	await expect(named).toHaveCount(0);
	for (const path of [`/contests/${contest}`, '/people', '/people?q=lindqvist', '/recognitions']) {
		const html = await (await watcher.request.get(path)).text();
		expect(html).not.toContain('Tom Lindqvist');
		expect(html).not.toContain('tom.lindqvist');
	}
	expect((await watcher.request.get('/people/tom.lindqvist')).status()).toBe(404);
	const receipts = `/contests/${contest}/receipts/tom.lindqvist`;
	expect((await watcher.request.get(receipts)).status()).toBe(404);
	await choose(m.people_appear_name());
	await expect(named.first()).toBeVisible();
});
