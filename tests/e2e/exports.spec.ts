import { readFileSync } from 'node:fs';
import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

for (const javaScriptEnabled of [true, false]) {
	const how = javaScriptEnabled ? 'with' : 'without';
	test(`an owner takes people out as a file, and is told what is missing, ${how} a script`, async ({
		open,
	}) => {
		const page = await (await open('owner', { javaScriptEnabled })).newPage();
		await page.goto('/exports');
		await page.getByLabel(m.exports_what(), { exact: true }).selectOption('people');
		await page.getByLabel(m.exports_bom()).check();
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: m.exports_download() }).click(),
		]);
		expect(file.suggestedFilename()).toMatch(/^laurel-people-[\d-]+\.csv$/);
		const text = readFileSync(await file.path(), 'utf8');
		expect(text).toMatch(/^\uFEFFexternalId,name,email,/);
		expect(text.split('\r\n').length).toBeGreaterThan(10);
		// An owner gets no addresses: only whoever may write people does.
		expect(text).not.toContain('@');

		await page.getByLabel(m.exports_what(), { exact: true }).selectOption('standings');
		await page.getByRole('button', { name: m.exports_download() }).click();
		await expect(page.getByRole('alert')).toHaveText(m.exports_problem_contest());
		await expect(page.getByLabel(m.exports_what(), { exact: true })).toHaveValue('standings');
	});
}
