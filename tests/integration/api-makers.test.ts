import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '#lib/server/api/create-token.ts';
import { listTokens } from '#lib/server/api/queries.ts';
import { revokeToken } from '#lib/server/api/revoke-token.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { createDisplay } from '#lib/server/displays/create.ts';
import { listDisplays } from '#lib/server/displays/queries.ts';
import { listOffices } from '#lib/server/people/queries.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { listPosts } from '#lib/server/posts/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aContest,
	anOffice,
	aPerson,
	aPost,
	aProgram,
	asActor,
	type APerson,
} from '#tests/support/people.ts';

let database: TestDatabase;
let admin: APerson;
const NOW = new Date('2026-06-15T12:00:00Z');
const ctx = () => database.ctx(asActor(admin), NOW);

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	admin = await aPerson(database, { role: 'admin', name: 'Ada' });
});
afterAll(() => database.close());

const makerOf = async (table: string, id: string) => {
	const { sql } = database.connections;
	const [row] = await sql`select created_by from ${sql(table)} where id = ${id}`;
	return row!.created_by as string | null;
};

describe('whoever makes something', () => {
	it('is kept with it when it is a person, and nobody is when it was the system', async () => {
		const box = { startsAt: '2026-07-01T00:00:00Z', endsAt: '2026-08-01T00:00:00Z' };
		const contest = {
			name: 'Summer',
			...box,
			timeZone: 'Europe/Stockholm',
			metrics: { click: { points: 1 } },
		};
		const post = { title: 'A story', url: 'https://example.com/a', category: 'Company' };
		for (const [asked, maker] of [
			[ctx(), admin.id],
			[database.ctx(undefined, NOW), null],
		] as const) {
			const made = await createContest({ ctx: asked, input: contest });
			const display = { name: 'Lobby', contest: made.slug };
			const token = { name: 'A sync', scopes: ['read' as const] };
			expect(await makerOf('contests', made.id)).toBe(maker);
			const shown = await createDisplay({ ctx: asked, input: display });
			expect(await makerOf('displays', shown.id)).toBe(maker);
			const told = await createPost({ ctx: asked, input: post });
			expect(await makerOf('posts', told.id)).toBe(maker);
			const kept = await createToken({ ctx: asked, input: token });
			expect(await makerOf('api_tokens', kept.id)).toBe(maker);
		}
	});

	it('stands by name in the list of displays, which narrows to a contest or shows all', async () => {
		const [one, other] = [await aContest(database), await aContest(database)];
		for (const { slug } of [one, other]) {
			await createDisplay({ ctx: ctx(), input: { name: `In ${slug}`, contest: slug } });
		}
		const of = await listDisplays({ ctx: ctx(), input: { contest: one.slug } });
		expect(of).toMatchObject([
			{ name: `In ${one.slug}`, createdBy: 'Ada', office: null, revokedAt: null },
		]);
		const all = await listDisplays({ ctx: ctx(), input: {} });
		expect(all.map(({ name }) => name)).toEqual(
			expect.arrayContaining([`In ${one.slug}`, `In ${other.slug}`]),
		);
	});
});

describe('a token', () => {
	const make = (more: object = {}) =>
		createToken({ ctx: ctx(), input: { name: 'A sync', scopes: ['read'], ...more } });
	const stateOf = async (id: string, now: Date) => {
		const list = await listTokens({ ctx: database.ctx(asActor(admin), now), input: {} });
		return list.find((token) => token.id === id)?.state;
	};

	it('is active up to its end and expired from then on', async () => {
		const { id } = await make({ expiresAt: '2026-06-15T13:00:00Z' });
		expect(await stateOf(id, new Date('2026-06-15T12:59:59.999Z'))).toBe('active');
		expect(await stateOf(id, new Date('2026-06-15T13:00:00Z'))).toBe('expired');
	});

	it('is not made when it would be over already', async () => {
		await expect(make({ expiresAt: NOW.toISOString() })).rejects.toMatchObject({
			errors: [{ path: 'expiresAt' }],
		});
	});

	it('is revoked once, however often it is asked for, and an unknown one is not found', async () => {
		const { id } = await make();
		for (let n = 0; n < 2; n++) {
			expect(await revokeToken({ ctx: ctx(), input: { id } })).toEqual({ id });
		}
		expect(await stateOf(id, NOW)).toBe('revoked');
		const entries = await database.connections
			.sql`select 1 from audit_entries where target = ${`token:${id}`} and action = 'token.revoke'`;
		expect(entries).toHaveLength(1);
		const input = { id: '01900000-0000-7000-8000-000000000000' };
		await expect(revokeToken({ ctx: ctx(), input })).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('lists', () => {
	it('give the offices by code point, each once', async () => {
		for (const name of ['Åre', 'Pune', 'Malmö', 'berlin']) await anOffice(database, name);
		expect(await listOffices({ ctx: ctx(), input: {} })).toEqual([
			'Malmö',
			'Pune',
			'berlin',
			'Åre',
		]);
	});

	it('give the stories of one category, and none when nothing of it may be shared', async () => {
		const now = new Date();
		const publishedAt = new Date(now.getTime() - 60_000);
		const post = await aPost(database, { category: 'Research', publishedAt });
		await aPost(database, { category: 'Archive', publishedAt, expiresAt: now });
		const list = (category: string) =>
			listPosts({ ctx: database.ctx(asActor(admin), now), input: { category } });
		expect((await list('Research')).map(({ id }) => id)).toEqual([post.id]);
		expect(await list('Archive')).toEqual([]);
	});
});

describe('an e-mail that many new people claim at once', () => {
	it('becomes the one’s who was first, and the others are told so', async () => {
		const outcomes = await Promise.allSettled(
			Array.from({ length: 8 }, (_, n) => {
				const one = {
					externalId: `claims-${n}`,
					name: 'N',
					email: 'one@example.com',
					team: 'Blue',
				};
				return upsertPeople({ ctx: ctx(), input: { people: [one] } });
			}),
		);
		const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
		expect(refused).toHaveLength(7);
		for (const { reason } of refused) expect(reason).toMatchObject({ code: 'conflict' });
		const rows = await database.connections
			.sql`select 1 from people where email = 'one@example.com'`;
		expect(rows).toHaveLength(1);
	});
});
