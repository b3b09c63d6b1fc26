import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERASED_NAME, ERASED_SEED } from '#lib/domain/people/erased.ts';
import { redoDraw } from '#lib/domain/prizes/redo.ts';
import { sha256Hex } from '#lib/domain/results/canonical.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { readBoard, readReceipts } from '#lib/server/boards/queries.ts';
import { readMonth } from '#lib/server/boards/month.ts';
import { readVersions } from '#lib/server/contests/versions.ts';
import { searchDirectory } from '#lib/server/people/directory.ts';
import { erasePerson, type Erasure } from '#lib/server/people/erase.ts';
import { ERASURE } from '#lib/server/people/erase-tables.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { readDrawList } from '#lib/server/prizes/draws.ts';
import { correctResult } from '#lib/server/results/correct.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { readResultDocument, readResults } from '#lib/server/results/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aFullLife, EMAIL, NAME, whereIs } from './erase-world.ts';
import { aMaskedWorld } from './masked-world.ts';
import { DAY, drain } from './results-world.ts';

let db: TestDatabase;
let world: Awaited<ReturnType<typeof aFullLife>>;
beforeAll(async () => {
	db = await createTestDatabase();
	await make.aProgram(db);
	world = await aFullLife(db);
});
afterAll(() => db.close());

const erase = (email: string, confirmed = true) =>
	erasePerson({ ctx: db.ctx(), input: { email, confirmed } });

/** What colleagues and owners read of both contests. */
async function seen() {
	const { contest, running, bo, as } = world;
	const read = async (ctx: ReturnType<typeof as>) => {
		const input = { contest: contest.slug };
		return {
			result: await readResults({ ctx, input }),
			draw: await readDrawList({ ctx, input: { ...input, prize: 2 } }),
			versions: await readVersions({ ctx, input }),
			final: await readBoard({ ctx, input: { ...input, top: 100 } }),
			live: await readBoard({ ctx, input: { contest: running.slug, top: 100 } }),
			receipts: await readReceipts({ ctx, input: { ...input, person: 'e-1042', limit: 200 } }),
			month: await readMonth({ ctx, input: { month: 'this', zone: 'UTC' } }),
		};
	};
	return { colleague: await read(as(bo)), system: await read(db.ctx()) };
}

/** Neither versions and instants of a look, nor the address of a post under the writer's own account, are what a result is about. */
const plain = (value: unknown) =>
	JSON.parse(
		JSON.stringify(value, (key, one: unknown) =>
			['version', 'now', 'since', 'address'].includes(key) ? undefined : one,
		)
			.replaceAll(NAME, ERASED_NAME)
			.replaceAll('"asas"', `"${ERASED_SEED}"`),
	) as unknown;

async function replayOf(contestId: string): Promise<Buffer> {
	const rows = await db.connections.sql<{ bytes: Buffer }[]>`
		select f.bytes from contest_result_files f join contest_results r on r.id = f.result_id
		where r.contest_id = ${contestId} order by r.number, f.part`;
	return Buffer.concat(rows.map(({ bytes }) => bytes));
}

describe('an erasure', () => {
	it('has a decision for every table there is', async () => {
		const tables = await db.owner<{ name: string }[]>`
			select table_name as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE'`;
		expect(Object.keys(ERASURE).sort()).toEqual(tables.map(({ name }) => name).sort());
	});

	it('refuses whom nobody knows and the last admin, and tells what it would do without doing it', async () => {
		await expect(erase('nobody@example.com')).rejects.toMatchObject({ code: 'not_found' });
		const admin = await make.aPerson(db, { email: 'one@example.com', role: 'admin' });
		await expect(erase('one@example.com')).rejects.toMatchObject({ reason: 'last_admin' });
		await expect(
			erasePerson({ ctx: world.as(world.bo), input: { email: EMAIL, confirmed: true } }),
		).rejects.toMatchObject({ code: 'not_allowed' });

		const before = await whereIs(db, NAME, EMAIL);
		for (const table of [
			...['people.name', 'people.email', 'contest_results.document', 'contest_results.people'],
			...['contest_rules.closing_table', 'recognitions.message', 'webhook_messages.body'],
			...['notices.params', 'import_pieces.bytes', 'import_refusals.cells', 'posts.hashtags'],
			...['display_takeovers.settings', 'own_badges.description', 'badge_awards.given_reason'],
		])
			expect(
				before.some((one) => one.startsWith(table)),
				table,
			).toBe(true);
		const would = await erase(EMAIL, false);
		expect(would).toMatchObject({ externalId: 'e-1042', links: 1, tokens: 0 });
		expect(would.deleted).toMatchObject({ credentials: 1, recognitions: 2, share_drafts: 1 });
		expect(await whereIs(db, NAME, EMAIL)).toEqual(before);
		const sessions = await db.connections.sql`select from sessions`;
		expect(sessions).toHaveLength(1);
		await db.connections.sql`delete from people where id = ${admin.id}`;
	});

	it('leaves neither name nor address in any column, and every table, receipt and draw as it was but for the name', async () => {
		const { contest, asa } = world;
		const before = await seen();
		const replay = await replayOf(contest.id);
		const published = before.system.result.sha256;
		const [would, does] = [await erase(EMAIL, false), await erase(` ${EMAIL.toUpperCase()}`)];
		const { results, ...rest } = would as Erasure;
		expect({ results, ...rest }).toEqual(does);

		expect(await whereIs(db, NAME, EMAIL, 'Lindqvist')).toEqual([]);
		await drain(db);
		const after = await seen();
		expect(plain(after)).toEqual(plain(before));
		expect(JSON.stringify(after)).not.toContain(NAME);
		expect(JSON.stringify(after.colleague.live)).toContain(ERASED_NAME);
		expect(redoDraw(after.system.draw)).toMatchObject({ seedFits: true, same: true });
		expect(await replayOf(contest.id)).toEqual(replay);
		expect(after.system.result.sha256).toBe(published);
		const { document } = await readResultDocument({
			ctx: db.ctx(),
			input: { contest: contest.slug },
		});
		expect(does.results).toEqual([
			{ contest: contest.slug, number: 1, published, now: sha256Hex(document) },
		]);
		const found = await searchDirectory({ ctx: world.as(world.bo), input: { text: 'Lindqvist' } });
		expect(found.total).toBe(0);
		const [row] = await db.connections.sql`
			select name, active, role, title from people where id = ${asa.id}`;
		expect(row).toEqual({ name: ERASED_NAME, active: false, role: 'employee', title: null });
		const audited = await db.connections.sql`
			select target from audit_entries where action = 'person.erase'`;
		expect(audited.map(({ target }) => target as string)).toEqual([`person:${asa.id}`]);
		expect(await verifyAudit({ ctx: db.ctx(), input: {} })).toMatchObject({ breach: null });
	});

	it('is done once, finds nobody again, and no list of people brings anybody back', async () => {
		await expect(erase(EMAIL)).rejects.toMatchObject({ code: 'not_found' });
		const person = { externalId: 'e-1042', name: NAME, email: EMAIL, team: 'Blue', groups: ['X'] };
		expect(await upsertPeople({ ctx: db.ctx(), input: { people: [person] } })).toEqual({
			...{ created: 0, updated: 0, unchanged: 1 },
		});
		expect(await whereIs(db, NAME, EMAIL)).toEqual([]);
		await make.aPerson(db, { email: 'two@example.com', name: 'Two Times' });
		const both = await Promise.allSettled([erase('two@example.com'), erase('two@example.com')]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('keeps the result when it is corrected, and stands in no contest that starts later', async () => {
		const { contest, links, bo } = world;
		const input = { contest: contest.slug };
		const first = await readResults({ ctx: db.ctx(), input });
		await correctResult({ ctx: db.ctx(), input: { ...input, reason: 'Looked through again.' } });
		const second = await readResults({ ctx: db.ctx(), input });
		for (const part of ['table', 'prizes', 'draws', 'teams'] as const)
			expect(second[part]).toEqual(first[part]);

		const startsAt = new Date(Date.now() + 1_000);
		const later = await make.aContest(db, {
			...{ startsAt, endsAt: new Date(startsAt.getTime() + DAY) },
			rules: { teams: 'average' },
		});
		for (const link of [links[0]!, links[1]!])
			await make.aClick(db, link, { at: new Date(startsAt.getTime() + 60_000) });
		await drain(db);
		const board = { ctx: db.ctx(undefined, new Date(startsAt.getTime() + DAY / 2)) };
		const { rows } = await readBoard({ ...board, input: { contest: later.slug, top: 10 } });
		expect(rows.map(({ person }) => person.externalId)).toEqual([bo.externalId]);
	});
});

describe('the database', () => {
	it('lets a result lose a name, and nothing else of it be changed, whoever asks', async () => {
		const refused = { code: '42501' };
		for (const change of [
			`document = replace(document, '"points":10', '"points":11')`,
			`document = replace(document, '"points"', '"clicks"')`,
			`document = replace(document, 'e-7', 'e-8')`,
			`document = replace(document, '"Nobody e-7"', '"Former colleague","more":1')`,
			`document = '{}'`,
			`people = '[]'`,
			`sha256 = repeat('0', 64)`,
		])
			await expect(
				db.owner.unsafe(`update contest_results set ${change} where number = 1`),
				change,
			).rejects.toMatchObject(refused);
		const lost = await db.owner.unsafe(
			`update contest_results set document = replace(document, '"Nobody e-9"', '"Former colleague"')`,
		);
		expect(lost.count).toBe(2);
	});
});

describe('somebody whose external id is their name', () => {
	it('gets another one everywhere, also where rules leave them out', async () => {
		const own = await createTestDatabase();
		try {
			await make.aProgram(own);
			const { contest, zoe } = await aMaskedWorld(own);
			const without = await make.aContest(own, {
				rules: { exclude: { people: [zoe.externalId], teams: [], groups: [] } },
			});
			const live = await make.aContest(own);
			await drain(own);
			const liveRows = async () =>
				(await readBoard({ ctx: own.ctx(), input: { contest: live.slug, top: 10 } })).rows.map(
					({ person, points }) => [person.externalId, person.name, points],
				);
			const rows = await liveRows();
			expect(rows[0]!.slice(0, 2)).toEqual([zoe.externalId, zoe.name]);
			await finalizeContest({ ctx: own.ctx(), input: { contest: contest.slug } });
			const table = async () => {
				const input = { contest: contest.slug };
				return (await readResults({ ctx: own.ctx(), input })).table.map(
					({ rank, points, person }) => [rank, points, person.name, person.externalId],
				);
			};
			const before = await table();
			const input = { contest: contest.slug };
			const drawn = async () =>
				Promise.all(
					[3, 4].map((prize) => readDrawList({ ctx: own.ctx(), input: { ...input, prize } })),
				);
			const draws = await drawn();
			const { prizes } = await readResults({ ctx: own.ctx(), input });
			const { externalId } = await erasePerson({
				ctx: own.ctx(),
				input: { email: zoe.email, confirmed: true },
			});
			expect(externalId).toMatch(/^erased-[0-9a-f]{12}$/);
			expect(await whereIs(own, zoe.name, zoe.email, zoe.externalId)).toEqual([]);
			const [, ...others] = before;
			expect(await table()).toEqual([[1, 12, ERASED_NAME, externalId], ...others]);
			await drain(own);
			expect(await liveRows()).toEqual([[externalId, ERASED_NAME, rows[0]![2]], ...rows.slice(1)]);
			const key = (id: string) => (id === zoe.externalId ? externalId : id);
			const again = await drawn();
			for (const [i, list] of again.entries()) {
				expect(list.drawn).toEqual(draws[i]!.drawn.map(key));
				expect(redoDraw(list)).toMatchObject({ seedFits: true, same: true });
			}
			await correctResult({ ctx: own.ctx(), input: { ...input, reason: 'Once more.' } });
			const winnersOf = (won: typeof prizes) =>
				won.map(({ winners }) => winners.map(({ person, lot }) => [key(person.externalId), lot]));
			const corrected = await readResults({ ctx: own.ctx(), input });
			expect(winnersOf(corrected.prizes)).toEqual(winnersOf(prizes));

			await own.connections.sql`update contests set rescore_needed = true where id = ${without.id}`;
			await drain(own);
			const board = await readBoard({ ctx: own.ctx(), input: { contest: without.slug, top: 10 } });
			expect(board.rows.length).toBeGreaterThan(2);
			expect(board.rows.map(({ person }) => person.externalId)).not.toContain(externalId);
		} finally {
			await own.close();
		}
	});
});
