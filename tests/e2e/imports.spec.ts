import { m } from '#lib/paraglide/messages.js';
import { violations } from './axe.ts';
import { expect, test } from './portal.ts';

test('an owner brings a spreadsheet, mends its mapping, sees what is wrong, and undoes it', async ({
	open,
	portal,
}) => {
	const [link] = await portal.connections.sql<{ slug: string }[]>`select slug from links limit 1`;
	const day = new Date(Date.now() - 2 * 86_400_000);
	const at = `${day.getUTCDate()}.${day.getUTCMonth() + 1}.${day.getUTCFullYear()}`;
	const file = `Link;Datum;Gefällt\n${link!.slug};${at};90001\n${link!.slug};${at};=1+1\n`;
	const page = await (await open('owner')).newPage();
	await page.goto('/imports');
	await page.getByLabel(m.imports_source()).fill('The e2e tool');
	await page.getByLabel(m.imports_drop()).setInputFiles({
		...{ name: 'zahlen.csv', mimeType: 'text/csv' },
		buffer: Buffer.from(file, 'latin1'),
	});
	await page.getByRole('button', { name: m.imports_go() }).click();
	await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}/);
	await page.getByLabel(m.imports_column_likes()).selectOption('Gefällt');
	await page.getByLabel(m.imports_map_dates()).selectOption('day-first');
	await page.getByRole('button', { name: m.imports_map_look() }).click();
	await expect(page.getByText(m.imports_map_right())).toHaveCount(1);
	await expect(page.getByText(m.imports_reason_not_whole())).toHaveCount(1);
	expect(await violations(page)).toEqual([]);
	await page.getByRole('button', { name: m.imports_map_start(), exact: true }).click();
	await expect(page.getByText(m.imports_wrong_title()).first()).toBeVisible();
	const csv = await (await page.request.get(`${page.url()}/errors.csv`)).text();
	expect(csv).toContain(`"${link!.slug}","${at}","'=1+1","3",`);
	const stored = () => portal.connections.sql`select 1 from readings where total = 90001
		and import_id in (select id from imports where undone_at is null)`;
	expect(await stored()).toHaveLength(1);
	await page.getByRole('link', { name: m.imports_undo() }).click();
	await page.getByRole('button', { name: m.imports_undo_confirm() }).click();
	await expect(page.getByText(m.imports_undone_text())).toBeVisible();
	expect(await stored()).toHaveLength(0);
});

test('without a script the same goes by forms: upload, map, check every line, import', async ({
	open,
	portal,
}) => {
	const [link] = await portal.connections.sql<{ slug: string }[]>`select slug from links limit 1`;
	const at = new Date(Date.now() - 2 * 86_400_000).toISOString();
	const file = `wo,at,impressions\n${link!.slug},${at},90002\nnowhere,${at},90002\n`;
	const page = await (await open('owner', { javaScriptEnabled: false })).newPage();
	await page.goto('/imports');
	await page.getByLabel(m.imports_source()).fill('A tool without a script');
	await page.getByLabel(m.imports_drop()).setInputFiles({
		...{ name: 'seen.csv', mimeType: 'text/csv' },
		buffer: Buffer.from(file),
	});
	await page.getByRole('button', { name: m.imports_go() }).click();
	await page.getByLabel(m.imports_column_slug(), { exact: true }).selectOption('wo');
	await page.getByRole('button', { name: m.imports_map_check() }).click();
	const comes = (text: string) =>
		expect(async () => {
			await page.reload();
			await expect(page.getByText(text)).toBeVisible({ timeout: 1 });
		}).toPass();
	await comes(m.imports_checked_text());
	await expect(page.getByText(m.imports_reason_unknown_link())).toHaveCount(1);
	const stored = () => portal.connections.sql`select 1 from readings where total = 90002`;
	expect(await stored()).toHaveLength(0);
	await page.getByRole('button', { name: m.imports_checked_others() }).click();
	await comes(m.imports_undo_text());
	expect(await stored()).toHaveLength(1);
});
