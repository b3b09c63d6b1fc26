import type { Page } from '@playwright/test';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { m } from '#lib/paraglide/messages.js';
import { addFeed } from '#lib/server/feeds/keep.ts';
import { readDueFeedsWithin } from '#lib/server/feeds/read.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { alive } from './alive.ts';
import { expect, test, type Portal } from './portal.ts';

const FEED = (title: string) => `<rss version="2.0"><channel><title>Field notes</title><item>
	<title>${title}</title><link>https://notes.example.com/${encodeURIComponent(title)}</link>
	<description>${title}: four ovens, one starter and a channel that got out of hand.</description></item></channel></rss>`;

/** A feed that was read once, by the test: the server itself asks no address of this machine. */
async function aFeed(portal: Portal, title: string): Promise<void> {
	const server = createServer((_, response) => void response.end(FEED(title))).listen(
		0,
		'127.0.0.1',
	);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const ctx = { ...portal.ctx, now: new Date() };
	const url = `http://127.0.0.1:${port}/feed.xml`;
	await addFeed({ ctx, input: { url, category: 'Industry' } });
	await readDueFeedsWithin({
		mayAsk: (address) => address === '127.0.0.1',
		mayUsePort: () => true,
		resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
	})({ ctx, input: {} });
	server.close();
	server.closeAllConnections();
}

test('an owner takes a story from a feed, plans it and publishes it; a colleague finds it', async ({
	open,
	portal,
}) => {
	const title = 'Ovens of the north';
	await aFeed(portal, title);
	const owner = await (await open('owner')).newPage();
	await owner.goto('/stories/feeds');
	await owner.getByRole('button', { name: m.stories_accept_of({ title }) }).click();
	await expect(owner.getByRole('status')).toHaveText(m.stories_done_accept());
	await expect(owner.getByRole('article', { name: title })).toHaveCount(0);

	await owner.goto('/stories/week');
	await owner.getByLabel(m.stories_plan_time({ title })).fill('23:59');
	await owner.getByRole('button', { name: m.stories_plan_of({ title }) }).click();
	await expect(owner.getByRole('status')).toHaveText(m.stories_done_plan());
	await owner.getByRole('link', { name: title }).click();

	await expect(owner.getByLabel(m.stories_field_from())).toHaveValue(/T23:59$/);
	await owner.getByLabel(m.stories_field_from()).fill('');
	await owner
		.getByRole('textbox', { name: m.stories_copy_text({ number: 1 }), exact: true })
		.fill('Warm bread, cold\u202e nights.');
	await owner.getByLabel(m.stories_say()).fill('The four ovens.');
	await owner.getByLabel(m.stories_topics(), { exact: true }).fill('Baking');
	await owner.getByRole('button', { name: m.stories_deed_publish() }).click();
	await expect(owner.getByRole('status').first()).toHaveText(m.stories_done_publish());
	await expect(owner.getByText(m.stories_hidden_signs({ count: 1 }))).toBeVisible();
	await expect(owner.getByRole('article', { name: 'LinkedIn' }).first()).toContainText(
		'Warm bread, cold nights.',
	);

	const colleague = await (await open('employee')).newPage();
	await colleague.goto('/stories');
	await colleague.getByLabel(m.stories_search()).fill('ovens NORTH');
	await colleague.getByRole('button', { name: m.stories_filter_show() }).click();
	await colleague.getByRole('link', { name: title, exact: true }).click();
	await expect(colleague.getByText('The four ovens.')).toBeVisible();
	await colleague.getByRole('button', { name: m.stories_follow({ topic: 'Baking' }) }).click();
	await expect(
		colleague.getByRole('button', { name: m.stories_unfollow({ topic: 'Baking' }) }),
	).toBeVisible();
	await colleague.getByRole('link', { name: m.stories_share() }).click();
	await expect(colleague).toHaveURL(/\/stories\/[0-9a-f-]+\/share$/);
});

test('the board remembers its filter in the account, also without JavaScript', async ({
	open,
	portal,
}) => {
	const input = { url: 'https://example.com/quiet', category: 'Quiet corner' };
	const ctx = { ...portal.ctx, now: new Date() };
	await createPost({ ctx, input: { ...input, title: 'A quiet story', topics: ['Silence'] } });
	const plain = await (await open('employee', { javaScriptEnabled: false })).newPage();
	await plain.goto('/stories');
	await plain.getByRole('link', { name: 'Quiet corner', exact: true }).click();
	await expect(plain.getByRole('article')).toHaveCount(1);
	await plain.getByLabel(m.stories_topic(), { exact: true }).selectOption('Silence');
	await plain.getByRole('button', { name: m.stories_filter_show() }).click();
	const other = await (await open('employee')).newPage();
	await other.goto('/stories');
	await expect(other.getByRole('article')).toHaveCount(1);
	await expect(other.getByLabel(m.stories_topic(), { exact: true })).toHaveValue('Silence');
	await other.getByRole('link', { name: m.stories_filter_clear() }).click();
	await expect(other.getByRole('article')).not.toHaveCount(1);
});

test('an owner gives a story its picture without JavaScript, and takes it away again', async ({
	open,
	portal,
}) => {
	const ctx = { ...portal.ctx, now: new Date() };
	const story = { title: 'Pictured', url: 'https://example.com/pictured', category: 'Company' };
	const { id } = await createPost({ ctx, input: { ...story, state: 'draft' } });
	const owner = await (await open('owner', { javaScriptEnabled: false })).newPage();
	await owner.goto(`/stories/desk/${id}`);
	const file = owner.getByLabel(m.prizes_picture(), { exact: true });
	const save = owner.getByRole('button', { name: m.stories_deed_save(), exact: true }).last();
	await owner.getByLabel(m.stories_say()).fill('Look at the board.');
	await file.setInputFiles('package.json');
	await save.click();
	await expect(owner.getByText(m.prizes_picture_error_type())).toBeVisible();
	await expect(owner.getByLabel(m.stories_say())).toHaveValue('Look at the board.');
	await file.setInputFiles('docs/board.png');
	await save.click();
	await expect(owner.getByRole('status').first()).toHaveText(m.stories_done_save());
	await expect(owner.locator('form img')).toHaveAttribute('src', /^\/pictures\/[0-9a-f-]{36}$/);
	await owner.getByLabel(m.prizes_picture_remove()).check();
	await save.click();
	await expect(owner.getByRole('status').first()).toHaveText(m.stories_done_save());
	await expect(owner.locator('form img')).toHaveCount(0);
});

test('two owners edit a story: the second is told, and what is typed stays, also while a press is answered', async ({
	open,
	portal,
}) => {
	const ctx = { ...portal.ctx, now: new Date() };
	const { id } = await createPost({
		ctx,
		input: {
			title: 'Twice',
			url: 'https://example.com/twice',
			category: 'Company',
			state: 'draft',
		},
	});
	const tabs = await Promise.all(
		(['owner', 'admin'] as const).map(async (who) => (await open(who)).newPage()),
	);
	for (const tab of tabs) await tab.goto(`/stories/desk/${id}`);
	for (const [i, tab] of tabs.entries()) {
		await tab.getByLabel(m.stories_field_title(), { exact: true }).fill(`Twice, by ${i}`);
		await tab.getByRole('button', { name: m.stories_deed_save(), exact: true }).last().click();
		await expect(tab.getByRole(i === 0 ? 'status' : 'alert')).toHaveText(
			i === 0 ? m.stories_done_save() : m.stories_problem_stale(),
		);
	}
	await expect(tabs[1]!.getByLabel(m.stories_field_title(), { exact: true })).toHaveValue(
		'Twice, by 1',
	);

	const [first] = tabs as [Page, Page];
	const title = first.getByLabel(m.stories_field_title(), { exact: true });
	await alive(first);
	const typedOn = Promise.withResolvers<void>();
	await first.route(
		({ searchParams }) => searchParams.has('/save'),
		async (route) => {
			const response = await route.fetch();
			await typedOn.promise;
			await route.fulfill({ response });
		},
	);
	const sent = first.waitForRequest((request) => request.method() === 'POST');
	await first.getByRole('button', { name: m.stories_deed_publish() }).click();
	await sent;
	await title.fill('Typed on');
	const save = first.getByRole('button', { name: m.stories_deed_save(), exact: true }).last();
	await save.click();
	typedOn.resolve();
	await expect(first.getByRole('heading', { level: 1 }), 'the second press waited').toHaveText(
		'Typed on',
	);
	await expect(first.getByRole('status')).toHaveText(m.stories_done_save());
	await first.reload();
	await expect(title).toHaveValue('Typed on');
	await expect(first.getByRole('button', { name: m.stories_deed_withdraw() })).toBeVisible();
});
