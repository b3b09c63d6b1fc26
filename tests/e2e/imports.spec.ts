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
