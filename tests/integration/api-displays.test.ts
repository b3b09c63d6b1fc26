import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDisplay } from '#lib/server/displays/create.ts';
import { listDisplays } from '#lib/server/displays/queries.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { verifyDisplayKey } from '#lib/server/displays/verify.ts';
import { ensureProgram } from '#lib/server/programs/ensure.ts';
import { signingKey } from '#lib/server/programs/keys.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, anOffice, aPerson, asActor } from '#tests/support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await ensureProgram(database.connections.db, { name: 'Northwind', demo: false });
});
afterAll(() => database.close());

const db = () => database.connections.db;
const keyOf = (path: string) => new URL(path, 'http://x').searchParams.get('key')!;

describe('a display', () => {
	it('opens its own contest by its link, until it is revoked', async () => {
		const contest = await aContest(database);
		const other = await aContest(database);
		await anOffice(database, 'Pune');
		const input = { name: 'Lobby', contest: contest.slug, office: 'Pune' };
		const { id, path } = await createDisplay({ ctx: database.ctx(), input });
		expect(path.startsWith(`/tv/${contest.slug}?key=${id}.`)).toBe(true);
		expect(await verifyDisplayKey(db(), contest.slug, keyOf(path))).toEqual({
			id,
			contestId: contest.id,
			name: 'Lobby',
			office: 'Pune',
		});
		expect(await verifyDisplayKey(db(), other.slug, keyOf(path))).toBeNull();
		expect(await verifyDisplayKey(db(), contest.slug, `${keyOf(path).slice(0, -2)}AA`)).toBeNull();
		await revokeDisplay({ ctx: database.ctx(), input: { id } });
		await revokeDisplay({ ctx: database.ctx(), input: { id } });
		expect(await verifyDisplayKey(db(), contest.slug, keyOf(path))).toBeNull();
		const [row] = await listDisplays({ ctx: database.ctx(), input: { contest: contest.slug } });
		expect(row).toMatchObject({ id, path: null, contest: { slug: contest.slug } });
		const audit = await database.connections
			.sql`select action from audit_entries where target = ${'display:' + id} order by action`;
		expect(audit.map((entry) => entry.action)).toEqual(['display.create', 'display.revoke']);
	});

	it('is refused for an unknown contest, office or id', async () => {
		const { slug } = await aContest(database);
		const create = (input: { name: string; contest: string; office?: string }) =>
			createDisplay({ ctx: database.ctx(), input });
		await expect(create({ name: 'x', contest: 'nowhere' })).rejects.toMatchObject({
			code: 'not_found',
		});
		await expect(create({ name: 'x', contest: slug, office: 'Atlantis' })).rejects.toMatchObject({
			code: 'not_found',
			errors: [{ path: 'office' }],
		});
		await expect(create({ name: ' ', contest: slug })).rejects.toMatchObject({
			errors: [{ path: 'name' }],
		});
		await expect(
			revokeDisplay({
				ctx: database.ctx(),
				input: { id: '01900000-0000-7000-8000-000000000000' },
			}),
		).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is not made, listed or revoked by employees, who would see the links', async () => {
		const ctx = database.ctx(asActor(await aPerson(database)));
		const { slug } = await aContest(database);
		const not_allowed = { code: 'not_allowed' };
		await expect(createDisplay({ ctx, input: { name: 'x', contest: slug } })).rejects.toMatchObject(
			not_allowed,
		);
		await expect(listDisplays({ ctx, input: {} })).rejects.toMatchObject(not_allowed);
	});
});

describe('the program', () => {
	it('is made once, keeps its key, and is read without secrets', async () => {
		const key = await signingKey(db());
		expect(await ensureProgram(db(), { name: 'Other', demo: true })).toEqual({ created: false });
		expect(await signingKey(db())).toBe(key);
		expect(await readProgram(database.ctx({ kind: 'visitor' }))).toEqual({
			name: 'Northwind',
			slug: 'northwind',
			timeZone: 'UTC',
			demo: false,
			dedupeHours: 24,
			internalNetworks: [],
			conversionDays: 30,
		});
	});

	it('says that it is not set up yet before it exists', async () => {
		const own = await createTestDatabase();
		try {
			await expect(readProgram(own.ctx())).rejects.toMatchObject({ code: 'unavailable' });
			await expect(signingKey(own.connections.db)).rejects.toMatchObject({ code: 'unavailable' });
		} finally {
			await own.close();
		}
	});
});
