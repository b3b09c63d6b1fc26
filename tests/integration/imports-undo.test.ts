import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listEventRecords } from '#lib/server/api/read-events.ts';
import { exportData } from '#lib/server/exports/export.ts';
import { restoreImport, undoImport } from '#lib/server/imports/undo.ts';
import { sweepImports } from '#lib/server/imports/sweep.ts';
import { firstRefusals } from '#lib/server/imports/refusals.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { bringIn } from './imports-world.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const BOX = { startsAt: '2026-06-01T00:00:00.000Z', endsAt: '2026-06-30T00:00:00.000Z' };
let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
const ctx = () => database.ctx(undefined, NOW);

async function pointsOf(personId: string, contestId: string): Promise<number> {
	await createScorer({ connections: database.connections, log: silent }).drain();
	const [row] = await database.connections.sql<{ points: number }[]>`
		select points::float8 as points from standings
		where contest_id = ${contestId} and person_id = ${personId} and listed`;
	return row?.points ?? 0;
}

async function aWorld() {
	const person = await aPerson(database);
	const link = await aLink(database, {
		personId: person.id,
		sharedAt: new Date('2026-06-01T08:00:00Z'),
	});
	const metrics = { click: { points: 1 }, like: { points: 2 }, conversion: { points: 10 } };
	const contest = await aContest(database, { rules: { ...BOX, metrics } });
	return { person, link, contest };
}

describe('undoing an import', () => {
	it('takes its readings out as if they had never been, and gives them back', async () => {
		const { person, link, contest } = await aWorld();
		const first = await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-03,5\n`);
		const second = await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-04,50\n`);
		await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-05,8\n`);
		expect(await pointsOf(person.id, contest.id)).toBe(100);
		await undoImport({ ctx: ctx(), input: { id: second.id } });
		expect(await pointsOf(person.id, contest.id)).toBe(16);
		await undoImport({ ctx: ctx(), input: { id: first.id } });
		expect(await pointsOf(person.id, contest.id)).toBe(16);
		await restoreImport({ ctx: ctx(), input: { id: second.id } });
		expect(await pointsOf(person.id, contest.id)).toBe(100);
	});

	it('lets the same rows come again, and then keeps the undone ones out', async () => {
		const { person, link, contest } = await aWorld();
		const file = `id,slug,at,kind\nlead-${link.slug},${link.slug},2026-06-03,lead\n`;
		const given = { kind: 'conversions' as const };
		const first = await bringIn(ctx(), file, given);
		await undoImport({ ctx: ctx(), input: { id: first.id } });
		expect(await pointsOf(person.id, contest.id)).toBe(0);
		const second = await bringIn(ctx(), file, given);
		expect(second.counts).toMatchObject({ accepted: 1, duplicates: 0 });
		const third = await bringIn(ctx(), file, given);
		expect(third.counts).toMatchObject({ accepted: 0, duplicates: 1 });
		expect(await pointsOf(person.id, contest.id)).toBe(10);
		await expect(restoreImport({ ctx: ctx(), input: { id: first.id } })).rejects.toMatchObject({
			reason: 'import_again',
		});
	});

	it('takes its facts out of what the API lists and what exports give', async () => {
		const { link } = await aWorld();
		const undone = [
			await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-03,5\n`),
			await bringIn(ctx(), `slug,at,kind\n${link.slug},2026-06-03,lead\n`, { kind: 'conversions' }),
			await bringIn(ctx(), `slug,date,clicks\n${link.slug},2026-06-03,2\n`, { kind: 'clicks' }),
		];
		await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-05,8\n`);
		const types = async () => {
			const { events } = await listEventRecords({ ctx: ctx(), input: { slug: link.slug } });
			return events.map(({ type }) => type);
		};
		const exported = async () => {
			let rows = 0;
			for (const what of ['readings', 'conversions', 'clicks'] as const) {
				const file = await exportData({ ctx: ctx(), input: { what } });
				rows += (await new Response(file.stream).text()).split(link.slug).length - 1;
			}
			return rows;
		};
		expect(await types()).toEqual(['reading', 'conversion', 'click', 'click', 'reading']);
		expect(await exported()).toBe(5);
		for (const { id } of undone) await undoImport({ ctx: ctx(), input: { id } });
		expect(await types()).toEqual(['reading']);
		expect(await exported()).toBe(1);
	});

	it('is refused while a contest that it touched is final', async () => {
		const { person, link, contest } = await aWorld();
		const { id } = await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-03,5\n`);
		await pointsOf(person.id, contest.id);
		await database.owner`update contests set final_at = ${NOW} where id = ${contest.id}`;
		await expect(undoImport({ ctx: ctx(), input: { id } })).rejects.toMatchObject({
			code: 'conflict',
			reason: 'import_final',
		});
		await database.owner`update contests set final_at = null, cancelled_at = ${NOW} where id = ${contest.id}`;
	});

	it('takes out people and posts that nothing refers to, and says what stays', async () => {
		const tag = Date.now().toString(36);
		const file = `id,name,email,team\na-${tag},Ada,a-${tag}@example.com,Blue\nb-${tag},Bo,b-${tag}@example.com,Blue\nc-${tag},Cy,a-${tag}@example.com,Blue\n`;
		const { id, counts } = await bringIn(ctx(), file, { kind: 'people' });
		expect(counts).toEqual({ rows: 3, accepted: 2, duplicates: 0, wrong: 1 });
		const { lines } = await firstRefusals({ ctx: ctx(), input: { id } });
		expect(lines).toMatchObject([{ line: 4, problems: [{ reason: 'email_taken' }] }]);
		const [row] = await database.connections.sql<{ id: string }[]>`
			select id from people where external_id = ${`b-${tag}`}`;
		await aLink(database, { personId: row!.id });
		const posts = await bringIn(
			ctx(),
			`id,title,url,category\np-${tag},Post,https://example.com/p,News\n`,
			{ kind: 'posts' },
		);
		expect(posts.counts).toMatchObject({ accepted: 1 });
		expect(await undoImport({ ctx: ctx(), input: { id } })).toEqual({ removed: 1, kept: 1 });
		expect(await undoImport({ ctx: ctx(), input: { id: posts.id } })).toEqual({
			removed: 1,
			kept: 0,
		});
	});

	it('whatever is imported, undone and taken back in any order scores as the facts that remain', async () => {
		const day = fc.integer({ min: 2, max: 14 });
		const rows = fc.array(fc.record({ day, total: fc.nat(20) }), { minLength: 1, maxLength: 5 });
		const steps = fc.array(fc.record({ file: fc.nat(2), undo: fc.boolean() }), { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(rows, { minLength: 3, maxLength: 3 }),
				steps,
				async (files, presses) => {
					const { person, link, contest } = await aWorld();
					const ids: string[] = [];
					for (const [n, file] of files.entries()) {
						const text = file.map(
							({ day: d, total }, i) =>
								`r${i}-${n}-${link.slug},${link.slug},2026-06-${String(d).padStart(2, '0')} ${String(n * 7 + i).padStart(2, '0')}:00,${total}`,
						);
						const { id } = await bringIn(ctx(), `id,slug,at,likes\n${text.join('\n')}\n`);
						ids.push(id);
					}
					const out = new Set<number>();
					for (const { file, undo } of presses) {
						const input = { id: ids[file]! };
						if (undo) await undoImport({ ctx: ctx(), input });
						else await restoreImport({ ctx: ctx(), input });
						if (undo) out.add(file);
						else out.delete(file);
					}
					const left = files.flatMap((file, n) => (out.has(n) ? [] : file));
					const highest = left.reduce((most, { total }) => Math.max(most, total), 0);
					expect(await pointsOf(person.id, contest.id)).toBe(2 * highest);
					await database.owner`update contests set cancelled_at = ${NOW} where id = ${contest.id}`;
				},
			),
			{ numRuns: 8 },
		);
	}, 120_000);

	it('the file and its wrong lines are gone after 30 days; counts and facts stay', async () => {
		const { link } = await aWorld();
		const { id } = await bringIn(ctx(), `slug,at,likes\n${link.slug},2026-06-03,x\n`);
		const later = database.ctx(undefined, new Date(Date.now() + 31 * 86_400_000));
		await sweepImports({ ctx: later, input: {} });
		const [left] = await database.connections.sql`
			select (select count(*)::int from import_pieces where import_id = ${id}) as pieces,
				(select count(*)::int from import_refusals where import_id = ${id}) as refusals,
				(select counts from imports where id = ${id}) as counts`;
		expect(left).toMatchObject({ pieces: 0, refusals: 0, counts: { wrong: 1 } });
	});
});
