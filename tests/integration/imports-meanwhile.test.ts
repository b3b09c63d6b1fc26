import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { judgeFirstLines, readImport } from '#lib/server/imports/queries.ts';
import { discardImport } from '#lib/server/imports/receive.ts';
import { firstRefusals } from '#lib/server/imports/refusals.ts';
import { runImport } from '#lib/server/imports/run.ts';
import { cancelImport, saveMapping, startImport } from '#lib/server/imports/start.ts';
import { applyMarks } from '#lib/server/scoring/apply.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';
import { bringIn, upload } from './imports-world.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
let database: TestDatabase;
let person: Awaited<ReturnType<typeof aPerson>>;
let link: Awaited<ReturnType<typeof aLink>>;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());
beforeEach(async () => {
	person = await aPerson(database);
	link = await aLink(database, { personId: person.id });
});
const ctx = () => database.ctx(undefined, NOW);
const readingsOf = (personId: string) =>
	database.connections.sql`select from readings where person_id = ${personId}`;

/** Runs `work` while whatever an import puts aside has `statement` run in the middle of it. */
async function whileStaged<T>(statement: string, work: () => Promise<T>): Promise<T> {
	await database.owner.unsafe(`
		create function meanwhile() returns trigger language plpgsql security definer as $$
		begin ${statement}; return null; end $$;
		create trigger meanwhile after insert on staged_readings execute function meanwhile()`);
	try {
		return await work();
	} finally {
		await database.owner`drop function meanwhile cascade`;
	}
}

describe('a file', () => {
	it.each(['readings', 'conversions'] as const)(
		'of %s is checked whole, stores nothing by that, and goes on from there',
		async (kind) => {
			const row = (name: string, at: string, rest: string) =>
				`${name}-${link.slug},${link.slug},${at},${rest}`;
			const right = kind === 'readings' ? 'like,7' : 'sale,7';
			const known = row('known', '2026-06-01', right);
			const heading = `id,slug,at,${kind === 'readings' ? 'metric,total' : 'kind,value'}`;
			const mapping = { fixed: { currency: 'EUR' } };
			const given = kind === 'readings' ? { kind } : { kind, mapping };
			await bringIn(ctx(), `${heading}\n${known}\n`, given);
			const twice = row('new', '2026-06-02', right);
			const lines = [known, twice, twice, row('late', 'x', right), row('odd', '2031-01-01', right)];
			const { id } = await upload(ctx(), `${heading}\n${lines.join('\n')}\n`, given);
			const input = { id };
			const table = database.connections.sql(kind);
			const stored = () =>
				database.connections.sql`select from ${table} where link_id = ${link.id}`;

			await startImport({ ctx: ctx(), input: { id, check: true } });
			await cancelImport({ ctx: ctx(), input });
			expect(await readImport({ ctx: ctx(), input })).toMatchObject({ state: 'mapping' });
			await startImport({ ctx: ctx(), input: { id, check: true } });
			const would = { rows: 5, accepted: 1, duplicates: 2, wrong: 2 };
			expect(await runImport(ctx(), id)).toEqual(would);
			expect(await readImport({ ctx: ctx(), input })).toMatchObject({
				...{ state: 'mapping', counts: would, checking: true, problem: null },
			});
			const wrong = async () => (await firstRefusals({ ctx: ctx(), input })).lines;
			expect((await wrong()).map(({ line }) => line)).toEqual([5, 6]);
			expect(await stored()).toHaveLength(1);

			const { mapping: same } = await judgeFirstLines({ ctx: ctx(), input });
			await saveMapping({ ctx: ctx(), input: { id, mapping: same } });
			expect(await wrong()).toEqual([]);
			expect(await readImport({ ctx: ctx(), input })).toMatchObject({ counts: null });
			await startImport({ ctx: ctx(), input });
			expect(await runImport(ctx(), id)).toEqual(would);
			expect(await wrong()).toHaveLength(2);
			expect(await stored()).toHaveLength(2);
		},
	);

	it('whose check fails still waits to be mapped, and can be thrown away', async () => {
		const { id } = await upload(ctx(), `slug,at,metric,total\n${link.slug},2026-06-01,like,x\n`);
		await startImport({ ctx: ctx(), input: { id, check: true } });
		const onProgress = () => {
			throw new Error('struck by lightning');
		};
		await expect(runImport(ctx(), id, { onProgress })).rejects.toThrow('lightning');
		expect(await readImport({ ctx: ctx(), input: { id } })).toMatchObject({
			...{ state: 'mapping', counts: null, problem: 'internal' },
		});
		expect(await discardImport({ ctx: ctx(), input: { id } })).toEqual({ id });
	});

	it('is judged anew when a contest becomes final while it is read', async () => {
		const { slug } = await aContest(database, {
			rules: { startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-08T00:00:00Z' },
		});
		const makeFinal = `update contests set final_at = now() where slug = '${slug}'`;
		const file = `slug,at,metric,total\n${link.slug},2026-04-02,like,5\n${link.slug},2026-04-09,like,5\n`;
		const { id, counts } = await whileStaged(makeFinal, () => bringIn(ctx(), file));
		expect(counts).toEqual({ rows: 2, accepted: 1, duplicates: 0, wrong: 1 });
		const { lines } = await firstRefusals({ ctx: ctx(), input: { id } });
		expect(lines).toMatchObject([{ line: 2, problems: [{ reason: 'contest_final' }] }]);
	});

	it('takes no id that came meanwhile, whatever it came as, nor one twice', async () => {
		const id = (name: string) => `${name}-${link.slug}`;
		const come = `
			insert into readings (id, external_id, link_id, person_id, post_id, at, metric, total)
				select uuidv7(), '${id('same')}:like', id, person_id, post_id, now(), 'like', 1 from links where slug = '${link.slug}';
			insert into conversions (id, external_id, link_id, person_id, post_id, at, kind)
				select uuidv7(), '${id('other')}:like', id, person_id, post_id, now(), 'lead' from links where slug = '${link.slug}'`;
		const rows = ['same', 'other', 'twice', 'twice', 'quote "\\'].map((name) => {
			return `"${id(name).replaceAll('"', '""')}",${link.slug},2026-06-02,7`;
		});
		const file = `id,slug,at,likes\n${rows.join('\n')}\n`;
		const { counts } = await whileStaged(come, () => bringIn(ctx(), file));
		expect(counts).toEqual({ rows: 5, accepted: 2, duplicates: 3, wrong: 0 });
		const stored = await database.connections.sql<{ external_id: string; total: number }[]>`
			select external_id, total from readings where person_id = ${person.id}`;
		expect(new Set(stored.map((row) => `${row.external_id} ${row.total}`))).toEqual(
			new Set([`${id('same')}:like 1`, `${id('twice')}:like 7`, `${id('quote "\\')}:like 7`]),
		);
	});

	it('is one fact when it comes through the API at the same time', async () => {
		const names = Array.from({ length: 1200 }, (_, i) => `both-${link.slug}-${i}`);
		const at = '2026-06-02T10:00:00Z';
		const rows = names.map((name, i) => `${name},${link.slug},${at},like,${i}`);
		const events = names.map((name, i) => ({
			...{ type: 'reading', id: name, slug: link.slug, at, metric: 'like', total: i },
		}));
		const { id } = await upload(ctx(), `id,slug,at,metric,total\n${rows.join('\n')}\n`);
		await startImport({ ctx: ctx(), input: { id } });
		const [byFile, byApi] = await Promise.all([
			runImport(ctx(), id),
			recordEvents({ ctx: ctx(), input: { events } }),
		]);
		expect(await readingsOf(person.id)).toHaveLength(1200);
		expect(byFile!.accepted + byApi.accepted).toBe(1200);
		expect(byFile!.duplicates + byApi.duplicates).toBe(1200);
	});
});

describe('what a file has brought', () => {
	it('is scored behind the news of the day, a few people at a time', async () => {
		const scorer = createScorer({ connections: database.connections, log: silent });
		const contest = await aContest(database, {
			rules: {
				...{ startsAt: '2026-06-01T00:00:00.000Z', endsAt: '2026-06-30T00:00:00.000Z' },
				metrics: { click: { points: 1 }, like: { points: 2 } },
			},
		});
		const others: (typeof link)[] = [];
		const people = [person.id];
		for (let i = 0; i < 7; i++) {
			const { id: personId } = await aPerson(database);
			people.push(personId);
			others.push(await aLink(database, { personId }));
		}
		await scorer.drain();
		const rows = [...others, link].map(({ slug }) => `${slug},2026-06-03,5`);
		await bringIn(ctx(), `slug,at,likes\n${rows.join('\n')}\n`);
		const click = { type: 'click', id: link.slug, slug: link.slug, at: NOW.toISOString() };
		await recordEvents({ ctx: ctx(), input: { events: [{ ...click, visitor: 'somebody' }] } });
		const pass = await applyMarks(database.connections.sql, 2);
		expect(pass).toMatchObject({ marks: 3, ofImports: 2, more: true });
		const clicks = await database.connections.sql`
			select clicks from standings where contest_id = ${contest.id} and person_id = ${person.id}`;
		expect(clicks).toMatchObject([{ clicks: 1 }]);
		await scorer.drain();
		const points = await database.connections.sql`
			select points::int as points from standings
			where contest_id = ${contest.id} and person_id = any(${people}) and listed order by points`;
		expect(points.map((row) => row.points as number)).toEqual([...Array<number>(7).fill(10), 11]);
	});
});
