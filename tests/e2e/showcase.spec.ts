import { m } from '#lib/paraglide/messages.js';
import { alive } from './alive.ts';
import { expect, test, type Portal } from './portal.ts';

/** Makes somebody the newest draft's first for certain, whenever the demo was made: the month may have turned since. As the door would, with marks. */
const fameOf = (portal: Portal, person: string) =>
	portal.connections.sql`
		with story as (
			select l.id, l.person_id, l.post_id,
				(select max(month) || '-20 12:00Z' from showcase_editions)::timestamptz as at
			from links l join people p on p.id = l.person_id join posts s on s.id = l.post_id
			where p.external_id = ${person} and s.brought_by is null and s.state = 'published'
			order by l.id limit 1
		), clicked as (
			insert into clicks (id, link_id, person_id, post_id, at, visitor, verdict)
			select gen_random_uuid(), id, person_id, post_id, at, 'fame-' || n, 'valid'
			from story, generate_series(1, 2000) n
		)
		insert into marks (person_id, metric, at) select person_id, 'click', at from story`;

test('an owner publishes the month: its author agrees, it is read everywhere, and taken back it is gone from an open page', async ({
	open,
	portal,
}) => {
	await fameOf(portal, 'tom.lindqvist');
	const plain = { javaScriptEnabled: false };
	const owner = await (await open('owner', plain)).newPage();
	await owner.goto('/showcase/curate');
	await owner.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	await owner.getByRole('button', { name: m.showcase_recount() }).click();
	const entry = owner.getByRole('listitem').filter({ hasText: 'Tom Lindqvist' }).first();
	const words = 'Told as it was, and asked for nothing.';
	await entry.getByLabel(m.showcase_comment()).fill('To be written.');
	await owner.getByRole('button', { name: m.showcase_save() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.showcase_done_saved());

	const ask = owner.getByRole('button', { name: /^Ask / });
	if ((await ask.count()) > 0) await ask.click();

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
	// Not saved before: what is published is what the page shows.
	await entry.getByLabel(m.showcase_comment()).fill(words);
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

	// Open before it is taken back, and touched by nobody since: it hears of it by itself.
	const onlooker = await (await open('manager')).newPage();
	await onlooker.goto('/showcase');
	await alive(onlooker);
	await expect(onlooker.getByText(words)).toBeVisible();
	await author.goto('/showcase/mine');
	await author.getByRole('button', { name: m.showcase_withdraw() }).first().click();
	await expect(author.getByRole('status')).toHaveText(m.showcase_done_no());
	await expect(onlooker.getByText(words)).toHaveCount(0);
	await reader.goto('/showcase');
	await expect(reader.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expect(reader.getByText(words)).toHaveCount(0);
	expect(await read()).not.toContain(words);
});
