import { ContestTable } from '#lib/server/boards/table.ts';
import { loadContest } from '#lib/server/boards/contest.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { aContest, aProgram, aTeam } from '#tests/support/people.ts';
import { aBenchDatabase, vacuum } from './live-database.ts';
import { median, percentile, type Bench, type Figure } from './measure.ts';

const ROUNDS = 5;
const PEOPLE = 100_000;
const READS = 2_000;

/** A hundred thousand standings with many ties, and a tenth of the people below the clicks that a rank needs. */
async function seed(connections: Connections): Promise<string> {
	const { sql } = connections;
	await aProgram(connections);
	const team = await aTeam(connections);
	const contest = await aContest(connections, {
		rules: { minClicks: 10, tieBreaks: ['clicks', 'conversions'] },
	});
	await sql`
		insert into people (id, external_id, name, email, team_id, avatar_seed)
		select gen_random_uuid(), 'p' || i, 'Person ' || (i * 7919 % 5000), 'p' || i || '@example.com', ${team.id}, i::text
		from generate_series(1, ${PEOPLE}::int) i`;
	await sql`
		insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions, reached_at,
			public_listed, public_points, public_clicks, public_engagement, public_conversions, public_reached_at, version)
		select ${contest.id}, id, true, p, c, 0, v, now(), true, p, c, 0, v, now(), 1
		from (select id, (random() * random() * 20000)::int as p, (random() * 100)::int as c,
			(random() * 2)::int as v from people) s`;
	await sql`update contests set board_version = 1, rescore_needed = false`;
	await vacuum(connections);
	return contest.id;
}

async function run(say: (line: string) => void): Promise<Figure[]> {
	const database = await aBenchDatabase();
	try {
		const { connections } = database;
		const contest = (await loadContest(connections.db, { id: await seed(connections) }))!;
		const from = performance.now();
		const table = await ContestTable.read(connections.db, contest, contest.now);
		say(`read from the database in ${((performance.now() - from) / 1000).toFixed(1)} s`);
		const ids = Array.from({ length: PEOPLE }, (_, i) => `p${i + 1}`);
		const p99: { top: number; own: number }[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			const top: number[] = [];
			const own: number[] = [];
			for (let i = 0; i < READS; i++) {
				const at = performance.now();
				table.rows('public', 0, 50);
				const middle = performance.now();
				table.me(ids[(i * 49_999 + round) % PEOPLE]!);
				top.push(middle - at);
				own.push(performance.now() - middle);
			}
			if (round > 0) p99.push({ top: percentile(top, 0.99), own: percentile(own, 0.99) });
		}
		const ranked = await connections.sql<{ id: string; rank: number | null }[]>`
			select p.external_id as id, case when s.clicks >= 10 then
				rank() over (order by s.clicks < 10, s.points desc, s.clicks desc, s.conversions desc)::int end as rank
			from standings s join people p on p.id = s.person_id
			order by s.clicks < 10, s.points desc, s.clicks desc, s.conversions desc, p.name collate "C",
				p.external_id collate "C"`;
		const rows = table.rows('public', 0, PEOPLE);
		const wrong = rows.filter(
			(row, i) =>
				row.person.externalId !== ranked[i]?.id ||
				row.rank !== ranked[i].rank ||
				table.ranked('public').rankOf(row.person.externalId) !== ranked[i].rank,
		).length;
		const slowest = Math.max(median(p99.map(({ top }) => top)), median(p99.map(({ own }) => own)));
		return [
			{
				measure: 'top 50, and one’s own rank with neighbours, among 100,000 people, p99',
				bar: '≤ 1 ms',
				figure: `${median(p99.map(({ top }) => top)).toFixed(3)} / ${median(p99.map(({ own }) => own)).toFixed(3)} ms`,
				reached: slowest <= 1,
			},
			{
				measure: 'ranks among 100,000 that differ from SQL’s rank(), order included',
				bar: '0',
				figure: `${wrong} of ${rows.length}`,
				reached: wrong === 0 && rows.length === PEOPLE,
			},
		];
	} finally {
		await database.stop();
	}
}

/** Reading places from the table in memory, held against the database's own ranks. */
export const table: Bench = { name: 'table', run };
