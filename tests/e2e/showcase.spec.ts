import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

test('an owner publishes the month: its author agrees, it is read everywhere, and taken out it is gone', async ({
	open,
}) => {
	const plain = { javaScriptEnabled: false };
	const owner = await (await open('owner', plain)).newPage();
	await owner.goto('/showcase/curate');
	await owner.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	const entry = owner.getByRole('listitem').filter({ hasText: 'Tom Lindqvist' }).first();
	const words = 'Told as it was, and asked for nothing.';
	await entry.getByLabel(m.showcase_comment()).fill(words);
	await owner.getByRole('button', { name: m.showcase_save() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.showcase_done_saved());

	const author = await (await open('employee', plain)).newPage();
	await author.goto('/notices');
	await author
		.getByRole('button', { name: /May the best of/ })
		.first()
		.click();
	await author.getByRole('button', { name: m.showcase_say_yes() }).first().click();
	await expect(author.getByRole('status')).toHaveText(m.showcase_done_yes());

	const reader = await (await open('manager', plain)).newPage();
	await reader.goto('/showcase');
	await expect(reader.getByText(words)).toHaveCount(0);
	await owner.reload();
	await owner.getByRole('button', { name: m.showcase_publish() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.showcase_done_published());
	await reader.reload();
	await expect(reader.getByText(words)).toBeVisible();
	await reader.getByRole('button', { name: m.showcase_feed_make() }).click();
	const feed = await reader.getByLabel(m.showcase_feed_own()).inputValue();
	const read = async () => (await reader.request.get(new URL(feed).pathname)).text();
	expect(await read()).toContain(words);
	await reader.getByRole('link', { name: m.showcase_poster() }).click();
	const file = await reader.getByRole('link', { name: m.showcase_pdf_a3() }).getAttribute('href');
	const pdf = await reader.request.get(file!);
	expect(pdf.headers()['content-type']).toBe('application/pdf');

	await author.goto('/showcase/mine');
	await author.getByRole('button', { name: m.showcase_withdraw() }).first().click();
	await expect(author.getByRole('status')).toHaveText(m.showcase_done_no());
	await reader.goto('/showcase');
	await expect(reader.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expect(reader.getByText(words)).toHaveCount(0);
	expect(await read()).not.toContain(words);
});
