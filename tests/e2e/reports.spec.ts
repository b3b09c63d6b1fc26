import { readFileSync } from 'node:fs';
import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

const screenshot = {
	name: 'phone.png',
	mimeType: 'image/png',
	buffer: readFileSync('docs/board.png'),
};

test('a person tells what a post brought, an owner looks at the screenshot and declines, then approves the next, all without a script', async ({
	open,
}) => {
	test.setTimeout(90_000);
	const options = { javaScriptEnabled: false };
	const person = await (
		await open('employee', { ...options, viewport: { width: 360, height: 780 } })
	).newPage();
	const owner = await (await open('owner', options)).newPage();

	await person.goto('/readings/mine');
	await person.getByLabel(m.reports_likes()).fill('123456');
	await person.getByLabel(m.reports_screenshot()).setInputFiles({
		...{ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
	});
	await person.getByRole('button', { name: m.reports_send() }).click();
	await expect(person.getByRole('alert')).toHaveText(m.reports_problem_picture());
	await expect(person.getByLabel(m.reports_likes())).toHaveValue('123456');
	await person.getByLabel(m.reports_screenshot()).setInputFiles(screenshot);
	await person.getByRole('button', { name: m.reports_send() }).click();
	await expect(person.getByRole('status')).toHaveText(m.reports_done_sent());
	const mine = person.getByRole('article').first();
	await expect(mine).toHaveAttribute('data-state', 'open');

	await owner.goto('/readings');
	const card = owner.getByRole('article').filter({ hasText: '123,456' });
	await expect(card).toBeVisible();
	const shot = await card.getByRole('img', { name: /Screenshot/ }).getAttribute('src');
	expect((await owner.request.get(shot!)).headers()).toMatchObject({
		...{ 'content-type': 'image/webp', 'cache-control': 'private, no-store' },
	});
	const manager = (await open('manager')).request;
	expect((await manager.get(shot!)).status()).toBe(404);
	expect((await manager.get('/readings')).status()).toBe(403);
	await card.getByText(m.reports_decline()).click();
	await card.getByLabel(m.reports_reason(), { exact: true }).fill('It is another post.');
	await card.getByRole('button', { name: m.reports_decline_yes() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.reports_done_decline());

	await person.goto('/notices');
	await expect(person.getByText('It is another post.').first()).toBeVisible();
	await person.goto('/readings/mine');
	await expect(mine).toHaveAttribute('data-state', 'declined');
	await person.getByLabel(m.reports_reach()).fill('7654');
	await person.getByLabel(m.reports_screenshot()).setInputFiles(screenshot);
	await person.getByRole('button', { name: m.reports_send() }).click();
	await owner.goto('/readings');
	const next = owner.getByRole('article').filter({ hasText: '7,654' });
	await next.getByRole('button', { name: m.reports_approve() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.reports_done_approve());
	await person.reload();
	await expect(person.getByRole('article').first()).toHaveAttribute('data-state', 'approved');
});
