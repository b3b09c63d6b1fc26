import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, createOwnLink } from '#lib/server/links/create.ts';
import { linksBySlug } from '#lib/server/links/queries.ts';
import { SLUG_ALPHABET } from '#lib/server/links/slug.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aPost, asActor } from '#tests/support/people.ts';

describe('links', () => {
	let database: TestDatabase;
	let person: Awaited<ReturnType<typeof aPerson>>;
	let post: Awaited<ReturnType<typeof aPost>>;
	beforeAll(async () => {
		database = await createTestDatabase();
		person = await aPerson(database);
		post = await aPost(database);
	});
	afterAll(() => database.close());

	const wanted = (network: string) => ({ person: person.externalId, post: post.id, network });

	it('are one per person, post and network, with a slug that can be read aloud', async () => {
		const first = await createLink({ ctx: database.ctx(), input: wanted('linkedin') });
		expect(first.created).toBe(true);
		expect(first.slug).toMatch(new RegExp(`^[${SLUG_ALPHABET}]{8}$`));
		expect(first.url).toBe(`/r/${first.slug}`);
		const again = await createLink({ ctx: database.ctx(), input: wanted(' LinkedIn ') });
		expect(again).toEqual({ ...first, created: false });
		const other = await createLink({ ctx: database.ctx(), input: wanted('x') });
		expect(other.slug).not.toBe(first.slug);
	});

	it('are one also when twenty ask at the same time', async () => {
		const made = await Promise.all(
			Array.from({ length: 20 }, () =>
				createLink({ ctx: database.ctx(), input: wanted('facebook') }),
			),
		);
		expect(new Set(made.map(({ slug }) => slug)).size).toBe(1);
		expect(made.filter(({ created }) => created)).toHaveLength(1);
	});

	it('of one’s own are the same ones, and only a person has any', async () => {
		const { slug } = await createLink({ ctx: database.ctx(), input: wanted('linkedin') });
		const ctx = database.ctx(asActor(person));
		const input = { post: post.id, network: 'linkedin' };
		expect(await createOwnLink({ ctx, input })).toMatchObject({ slug, created: false });
		await expect(createOwnLink({ ctx: database.ctx(), input })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});

	it('keep the instant at which they were shared, and are found by their slugs', async () => {
		const sharedAt = '2026-03-01T10:00:00.000Z';
		const { slug } = await createLink({
			ctx: database.ctx(),
			input: { ...wanted('mastodon'), sharedAt },
		});
		const found = await linksBySlug(database.ctx(), [slug, slug, 'nobody23']);
		expect([...found.keys()]).toEqual([slug]);
		expect(found.get(slug)).toMatchObject({
			...{ personId: person.id, postId: post.id, network: 'mastodon' },
			sharedAt: new Date(sharedAt),
		});
	});

	it.each([
		['unknown_person', { person: 'nobody' }],
		['unknown_post', { post: '01900000-0000-7000-8000-000000000000' }],
	])('are refused with the reason %s', async (reason, over) => {
		const input = { ...wanted('linkedin'), ...over };
		await expect(createLink({ ctx: database.ctx(), input })).rejects.toMatchObject({
			...{ code: 'not_found', reason },
		});
	});

	it('for others are made by owners and tokens, not by employees', async () => {
		const ctx = database.ctx(asActor(person, 'employee'));
		await expect(createLink({ ctx, input: wanted('linkedin') })).rejects.toMatchObject({
			code: 'not_allowed',
		});
	});

	it('are none for no slugs, also to somebody who may read them', async () => {
		expect(await linksBySlug(database.ctx(), [])).toEqual(new Map());
		const ctx = database.ctx({ kind: 'visitor' });
		await expect(linksBySlug(ctx, [])).rejects.toMatchObject({ code: 'not_signed_in' });
	});
});
