import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '#lib/server/db/client.ts';
import { LinkCache, type StoredLink } from '#lib/server/door/link-cache.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPost } from '#tests/support/people.ts';
import { WAIT } from '../support/wait.ts';

const MINUTE = 60_000;

describe('the door’s links', () => {
	let database: TestDatabase;
	let cache: LinkCache;
	beforeAll(async () => {
		database = await createTestDatabase();
	});
	beforeEach(() => {
		cache = new LinkCache(database.connections.sql);
	});
	afterAll(() => database.close());

	const newLink = async (url = 'https://www.example.com/old') =>
		aLink(database, { postId: (await aPost(database, { url })).id });
	/** Changes a post so that no bell rings, as when a connection was lost. */
	const changeUnheard = (postId: string, url: string) =>
		database.owner.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`update posts set url = ${url} where id = ${postId}`;
		});

	it('are answered as they are and checked behind the answer once a minute, in case a bell was lost', async () => {
		const { slug, postId } = await newLink();
		await cache.ask(slug);
		await changeUnheard(postId, 'https://www.example.com/new');
		expect(cache.peek(slug, Date.now())?.url).toBe('https://www.example.com/old');
		expect(cache.peek(slug, Date.now() + 2 * MINUTE)?.url).toBe('https://www.example.com/old');
		await vi.waitFor(
			() => expect(cache.peek(slug, Date.now())?.url).toBe('https://www.example.com/new'),
			WAIT,
		);
	});

	it('that are rung for while they are read are read again before they are used', async () => {
		const { slug, postId } = await newLink();
		for (const bell of [slug, 'somebody-else']) {
			const asked = cache.ask(slug);
			await Promise.resolve();
			cache.ring(bell);
			expect((await asked)?.fresh).toBe(false);
			expect(cache.peek(slug, Date.now())).toBeUndefined();
		}
		expect((await cache.ask(slug))?.fresh).toBe(true);
		cache.ring(`post:${v7()}`);
		expect(cache.peek(slug, Date.now())).toMatchObject({ slug });
		cache.ring(`post:${postId}`);
		expect(cache.peek(slug, Date.now())).toBeUndefined();
		expect(cache.peekStale(slug)).toMatchObject({ slug });
	});

	it('that nobody has are remembered for half a minute, the last five thousand of them', async () => {
		const slugs = Array.from({ length: 5_001 }, (_, i) => `nobody-${i}`);
		const found = await Promise.all(slugs.map((slug) => cache.ask(slug)));
		expect(found.every((link) => link === null)).toBe(true);
		const now = Date.now();
		expect(cache.peek(slugs[0]!, now)).toBeUndefined();
		expect(cache.peek(slugs[1]!, now)).toBeNull();
		expect(cache.peek(slugs[5_000]!, now)).toBeNull();
		expect(cache.peek(slugs[5_000]!, now + MINUTE)).toBeUndefined();
	});

	it('that are made while they are looked for are not taken for nobody’s', async () => {
		const asked = cache.ask('about-to-be');
		await Promise.resolve();
		cache.ring('about-to-be');
		expect(await asked).toBeNull();
		expect(cache.peek('about-to-be', Date.now())).toBeUndefined();
	});

	it('that are gone are forgotten when they are asked for again', async () => {
		const { slug } = await newLink();
		await cache.ask(slug);
		expect(cache.size).toBe(1);
		await database.connections.sql`delete from links where slug = ${slug}`;
		expect(await cache.ask(slug)).toBeNull();
		expect([cache.size, cache.peekStale(slug)]).toEqual([0, undefined]);
	});

	it('are asked for once, however many want them at a time, and everybody hears when that fails', async () => {
		const { slug, id } = await newLink();
		const links = await Promise.all([1, 2, 3].map(() => cache.ask(slug)));
		expect(links.map((link) => link?.id)).toEqual([id, id, id]);
		const gone = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1, hotMax: 1 });
		const away = new LinkCache(gone.sql);
		const answers = await Promise.allSettled([away.ask(slug), away.ask(slug), away.ask('other')]);
		expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		await gone.close();
	});

	it('are the fifty thousand read last, and a snapshot never replaces what was read', async () => {
		const { slug } = await newLink();
		const read = await cache.ask(slug);
		const stored = (i: number): StoredLink => ({
			...{ id: v7(), slug: `s${i}`, personId: v7(), postId: `p${i % 7}`, network: 'x' },
			...{ url: 'https://www.example.com/', title: 't', summary: null, imageUrl: null },
		});
		cache.restore([{ ...stored(0), slug }]);
		expect(cache.peekStale(slug)).toBe(read);
		cache.restore(Array.from({ length: 50_000 }, (_, i) => stored(i)));
		expect(cache.size).toBe(50_000);
		expect(cache.peekStale(slug)).toBeUndefined();
		expect(cache.peekStale('s49999')).toBeDefined();
	});
});
