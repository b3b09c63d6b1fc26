import type { ChildProcess } from 'node:child_process';
import { claimPort } from '#boot/ports.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { authorization } from './bench-ctx.ts';
import { aBenchDatabase, vacuum } from './live-database.ts';
import { aCompany, startPortal, stop } from './live-portal.ts';
import { median, type Bench, type Figure } from './measure.ts';
import { watchMemory } from './memory.ts';
import { grouped, rowsWanted } from './rows.ts';

const ROUNDS = 3;
const PEOPLE = 2_000;
const BAR_PER_SECOND = 50_000;
/** What an export may add to the portal at its worst moment. */
const GROWTH_MB = 100;
const LF = 10;

/** Readings of 60 days, with ids of the portal's own kind, in the order in which they came. */
async function seed(connections: Connections, rows: number): Promise<void> {
	await connections.sql`
		insert into readings (id, external_id, link_id, person_id, post_id, at, metric, total)
		select uuidv7(), 'reading-' || g.i, l.id, l.person_id, l.post_id,
			now() - interval '60 days' + g.i * interval '60 days' / ${rows}::int, 'like', g.i % 500
		from generate_series(1, ${rows}::int) g(i) join links l on l.slug = 'sp' || (1 + g.i % ${PEOPLE}::int)`;
	await vacuum(connections);
}

/** Reads a body to its end as it comes; gives how many lines and bytes it had. */
async function drain(body: AsyncIterable<Uint8Array>): Promise<{ lines: number; bytes: number }> {
	let [lines, bytes] = [0, 0];
	for await (const piece of body) {
		bytes += piece.length;
		for (let i = piece.indexOf(LF); i >= 0; i = piece.indexOf(LF, i + 1)) lines++;
	}
	return { lines, bytes };
}

async function run(say: (line: string) => void): Promise<Figure[]> {
	const rows = rowsWanted();
	const database = await aBenchDatabase();
	const port = await claimPort(0);
	let portal: ChildProcess | undefined;
	try {
		await aCompany(database.connections, PEOPLE);
		await seed(database.connections, rows);
		const headers = await authorization(database.connections, 'admin');
		portal = await startPortal(database, port);
		const rates: number[] = [];
		const growth: number[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			// The first one, which does not count, takes a tenth.
			const since = new Date(Date.now() - 6 * 86_400_000).toISOString();
			const memory = watchMemory(portal.pid!);
			const from = performance.now();
			const response = await fetch(
				`http://127.0.0.1:${port}/api/v1/exports/readings?format=csv${round === 0 ? `&from=${since}` : ''}`,
				{ headers },
			);
			if (!response.ok || !response.body) throw new Error(await response.text());
			const { lines, bytes } = await drain(response.body as unknown as AsyncIterable<Uint8Array>);
			const took = (performance.now() - from) / 1000;
			const { fromMb, growthMb } = memory();
			say(
				`${grouped(lines - 1)} rows, ${(bytes / 2 ** 20).toFixed(0)} MB in ${took.toFixed(1)} s; ` +
					`${fromMb.toFixed(0)} MB of memory before, up to ${growthMb.toFixed(0)} MB more`,
			);
			if (round === 0) continue;
			if (lines !== rows + 1) throw new Error(`${lines - 1} rows instead of ${rows}`);
			rates.push(rows / took);
			growth.push(growthMb);
		}
		return [
			{
				measure: `${grouped(rows)} readings exported as CSV over HTTP`,
				bar: `≥ ${grouped(BAR_PER_SECOND)}/s`,
				figure: `${grouped(median(rates))}/s`,
				reached: median(rates) >= BAR_PER_SECOND,
			},
			{
				measure: 'memory that an export adds to the portal at its worst moment',
				bar: `≤ ${GROWTH_MB} MB`,
				figure: `${Math.max(...growth).toFixed(0)} MB`,
				reached: Math.max(...growth) <= GROWTH_MB,
			},
		];
	} finally {
		await stop(portal);
		await database.stop();
	}
}

/** Everything that came in going out: streamed by the portal, read as fast as it comes. */
export const exports: Bench = { name: 'exports', run };
