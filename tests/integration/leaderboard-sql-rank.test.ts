import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TIE_BREAKS, type TieBreak } from '#lib/domain/contest/rules.ts';
import { RankedTable } from '#lib/domain/leaderboard/order.ts';
import type { Entry } from '#lib/domain/leaderboard/rank.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.close());

/** Few values each, so that nearly every table has people who share a place. */
const figure = fc.integer({ min: 0, max: 3 });
const instant = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
const entries = fc
	.array(
		fc.record({
			name: fc.constantFrom('Ada', 'ada', 'Åsa', 'Ådne', 'Zoë', '𝕏avier', '李'),
			...{ points: fc.integer({ min: -2, max: 3 }), clicks: figure },
			...{ engagement: figure, conversions: figure, reachedAt: instant },
			qualified: fc.boolean(),
		}),
		{ maxLength: 60 },
	)
	.map((rows) =>
		rows.map((row, i): Entry => ({
			...row,
			id: `p${i}`,
			reachedAt: row.reachedAt === null ? null : new Date(Date.UTC(2026, 0, 1) + row.reachedAt),
		})),
	);
const rules = fc.record({ minClicks: figure, tieBreaks: fc.shuffledSubarray([...TIE_BREAKS]) });

const COLUMN: Record<TieBreak, string> = {
	clicks: 'clicks desc',
	engagement: 'engagement desc',
	conversions: 'conversions desc',
	earliest: 'reached_at asc nulls last',
};

it('ranks and their order equal those of SQL’s rank(), whatever the table and the tie-breaks', async () => {
	const { sql } = database.connections;
	await fc.assert(
		fc.asyncProperty(entries, rules, async (rows, { minClicks, tieBreaks }) => {
			const order = [
				`clicks < ${minClicks} or not qualified`,
				'points desc',
				...tieBreaks.map((by) => COLUMN[by]),
			];
			const expected = await sql.unsafe(
				`select id, case when clicks >= ${minClicks} and qualified
					then rank() over (order by ${order.join(', ')})::int end as rank
				from jsonb_to_recordset($1::text::jsonb) as t(id text, name text, points int, clicks int,
					engagement int, conversions int, reached_at timestamptz, qualified boolean)
				order by ${order.join(', ')}, name collate "C", id collate "C"`,
				[JSON.stringify(rows.map(({ reachedAt, ...row }) => ({ ...row, reached_at: reachedAt })))],
			);
			const table = new RankedTable<Entry>({ minClicks, tieBreaks }, rows);
			const ranked = table.slice(0, table.size).map(({ entry, rank }) => ({ id: entry.id, rank }));
			expect(ranked).toEqual(expected.map(({ id, rank }) => ({ id: String(id), rank })));
			for (const { id, rank } of ranked) expect(table.rankOf(id)).toBe(rank);
		}),
		{ numRuns: 150 },
	);
});
