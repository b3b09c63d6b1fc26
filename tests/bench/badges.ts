import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { createAwarder } from '#lib/server/badges/awarder.ts';
import { evaluatePeople } from '#lib/server/badges/evaluate.ts';
import { readPass } from '#lib/server/badges/pass.ts';
import { touchBadges } from '#lib/server/badges/touch.ts';
import { withTransaction } from '#lib/server/context.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { pino } from 'pino';
import { benchCtx } from './bench-ctx.ts';
import { aBenchDatabase, vacuum } from './live-database.ts';
import { median, percentile, type Bench, type Figure } from './measure.ts';
import { grouped, peopleWanted } from './rows.ts';

const PEOPLE = peopleWanted();
const LINKS_EACH = 20;
const CLICKS_PER_LINK = 8;
const LIVE = 200;
const LOOK_MS = 250;
const BAR_SECONDS = 60;
const BAR_MS = 5;

/** What is there to evaluate: people with links, and clicks over a year, comments and conversions among them. */
const SEED = [
	sql`insert into program (id, name, slug, time_zone, signing_key) values (1, 'Bench', 'bench', 'Europe/Stockholm', 'x')`,
	sql`insert into teams (id, name) select gen_random_uuid(), 'Team ' || n from generate_series(1, 50) n`,
	sql`insert into categories (id, name) select gen_random_uuid(), 'Category ' || n from generate_series(1, 8) n`,
	sql`insert into people (id, external_id, name, email, team_id, avatar_seed)
		select gen_random_uuid(), 'p' || n, 'Person ' || n, 'p' || n || '@example.com',
			(select id from teams where name = 'Team ' || (1 + n % 50)), 'p' || n
		from generate_series(1, ${PEOPLE}::int) n`,
	sql`insert into posts (id, title, url, category_id)
		select gen_random_uuid(), 'Story ' || n, 'https://www.example.com/' || n,
			(select id from categories where name = 'Category ' || (1 + n % 8))
		from generate_series(1, 200) n`,
	sql`insert into links (id, slug, person_id, post_id, network, shared_at)
		select gen_random_uuid(), p.external_id || '-' || n, p.id, s.id,
			(array['linkedin', 'x', 'bluesky', 'mastodon'])[1 + n % 4], now() - interval '1 year'
		from people p cross join generate_series(1, ${LINKS_EACH}::int) n
			join (select id, row_number() over (order by id) as place from posts) s
				on s.place = 1 + (n * 7 + abs(hashtext(p.external_id))) % 200`,
	sql`insert into clicks (id, link_id, person_id, post_id, at, visitor, verdict)
		select gen_random_uuid(), l.id, l.person_id, l.post_id,
			now() - random() * interval '365 days', gen_random_uuid()::text, 'valid'
		from links l cross join generate_series(1, ${CLICKS_PER_LINK}::int) n`,
	sql`insert into readings (id, link_id, person_id, post_id, at, metric, total)
		select gen_random_uuid(), l.id, l.person_id, l.post_id, now() - random() * interval '365 days', 'comment', n
		from links l cross join generate_series(1, 2) n`,
	sql`insert into conversions (id, link_id, person_id, post_id, at, kind)
		select gen_random_uuid(), l.id, l.person_id, l.post_id, now() - random() * interval '365 days', 'lead'
		from links l where random() < 0.1`,
];

/** The look at everybody that a portal begins with, as its own loop does it, rests and all. Gives seconds. */
async function firstPass(connections: Connections, say: (line: string) => void): Promise<number> {
	const ctx = () => benchCtx(connections);
	const awarder = createAwarder({ connections, ctx, log: pino({ level: 'error' }) });
	const started = performance.now();
	awarder.start();
	for (let said = 0; ; await delay(LOOK_MS)) {
		const pass = await readPass({ ctx: ctx(), input: {} });
		if (pass?.finishedAt) break;
		const tenths = pass?.of ? Math.floor((10 * pass.done) / pass.of) : 0;
		if (tenths > said) say(`${grouped(pass!.done)} of ${grouped(pass!.of!)} looked at`);
		said = tenths;
	}
	const seconds = (performance.now() - started) / 1000;
	await awarder.close();
	return seconds;
}

/** All that a portal does for one fact of each of these people: its turn, the look, and the look whether more waits. */
async function roundsOf(connections: Connections, people: readonly string[]): Promise<number[]> {
	const ctx = () => benchCtx(connections);
	const awarder = createAwarder({ connections, ctx, log: pino({ level: 'error' }) });
	const times: number[] = [];
	for (const id of people) {
		await touchBadges(ctx(), [id]);
		const from = performance.now();
		await awarder.drain();
		times.push(performance.now() - from);
	}
	await awarder.close();
	return times;
}

/** A look at everybody with a year of facts, from the request to its end, and what one more fact costs. */
export const badges: Bench = {
	name: 'badges',
	async run(say): Promise<Figure[]> {
		const database = await aBenchDatabase();
		try {
			const { connections } = database;
			const ctx = () => benchCtx(connections);
			for (const statement of SEED) await connections.db.execute(statement);
			await vacuum(connections);
			const [{ clicks }] = (await connections.sql`
				select count(*)::int as clicks from clicks`) as unknown as [{ clicks: number }];
			say(`${grouped(PEOPLE)} people, ${grouped(clicks)} clicks over a year`);
			const seconds = await firstPass(connections, say);
			const [{ awards }] = (await connections.sql`
				select count(*)::int as awards from badge_awards`) as unknown as [{ awards: number }];
			say(`${grouped(awards)} awards in ${seconds.toFixed(1)} s`);
			const people = await connections.sql<{ id: string }[]>`
				select id from people order by random() limit ${LIVE}`;
			const times: number[] = [];
			for (const { id } of people) {
				const from = performance.now();
				await withTransaction(ctx(), (tx) =>
					evaluatePeople(tx, [id], { pass: null, quiet: false }),
				);
				times.push(performance.now() - from);
			}
			const rounds = await roundsOf(
				connections,
				people.map(({ id }) => id),
			);
			const p50 = median(times);
			return [
				{
					measure: `badges of ${grouped(PEOPLE)} people over a year of facts, looked at anew`,
					bar: `≤ ${BAR_SECONDS} s`,
					figure: `${seconds.toFixed(1)} s (${grouped(clicks)} clicks, ${grouped(awards)} awards)`,
					reached: seconds <= BAR_SECONDS,
				},
				{
					measure: 'badges after one fact of one person',
					bar: `≤ ${BAR_MS} ms`,
					figure: `${p50.toFixed(1)} ms (p95 ${percentile(times, 0.95).toFixed(1)})`,
					reached: p50 <= BAR_MS,
				},
				{
					measure: 'the awarder’s rounds for it, from whose facts changed to nothing left to do',
					bar: '—',
					figure: `${median(rounds).toFixed(1)} ms (p95 ${percentile(rounds, 0.95).toFixed(1)})`,
					reached: true,
				},
			];
		} finally {
			await database.stop();
		}
	},
};
