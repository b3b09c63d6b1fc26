import type { ChildProcess } from 'node:child_process';
import { claimPort } from '#boot/ports.ts';
import { authorization } from './bench-ctx.ts';
import { aBenchDatabase } from './live-database.ts';
import { aCompany, startPortal, stop } from './live-portal.ts';
import { median, type Bench, type Figure } from './measure.ts';

/** Rounds that count, after two that do not. */
const ROUNDS = 7;
const WARM_UP = 2;
const PEOPLE = 5_000;
const EVENTS = 5_000;
const BAR_S = 1;

const DAY = 86_400_000;

/** One call's events, of the last week: six clicks of ten, three readings and a conversion, each on another link. */
function eventsOf(round: number, now: number): object[] {
	return Array.from({ length: EVENTS }, (_, i) => {
		const slug = `sp${1 + ((i * 7919) % PEOPLE)}`;
		const at = new Date(now - ((i * 104_729 + round * 997) % (7 * DAY))).toISOString();
		const common = { id: `bench-${round}-${i}`, slug, at };
		if (i % 10 < 6) return { ...common, type: 'click', visitor: `visitor-${round}-${i}` };
		if (i % 10 < 9) {
			const metric = (['like', 'comment', 'reshare'] as const)[i % 3];
			return { ...common, type: 'reading', metric, total: round * 10 + (i % 10) };
		}
		return { ...common, type: 'conversion', kind: 'lead', value: '120.50', currency: 'EUR' };
	});
}

async function run(say: (line: string) => void): Promise<Figure[]> {
	const database = await aBenchDatabase();
	const port = await claimPort(0);
	let portal: ChildProcess | undefined;
	try {
		await aCompany(database.connections, PEOPLE);
		const headers = {
			...(await authorization(database.connections, 'events')),
			'content-type': 'application/json',
		};
		portal = await startPortal(database, port);
		const seconds: number[] = [];
		let accepted = 0;
		for (let round = 0; round < WARM_UP + ROUNDS; round++) {
			const body = JSON.stringify({ events: eventsOf(round, Date.now()) });
			const from = performance.now();
			const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
				...{ method: 'POST', headers, body },
			});
			const answer = (await response.json()) as { accepted?: number };
			const took = (performance.now() - from) / 1000;
			if (!response.ok) throw new Error(JSON.stringify(answer));
			say(`${answer.accepted} of ${EVENTS} events taken in ${(took * 1000).toFixed(0)} ms`);
			accepted += answer.accepted ?? 0;
			if (round >= WARM_UP) seconds.push(took);
		}
		const all = accepted === EVENTS * (WARM_UP + ROUNDS);
		return [
			{
				measure: '5,000 new events in one call: clicks, readings, conversions',
				bar: `≤ ${BAR_S} s`,
				figure: `${median(seconds).toFixed(2)} s, at worst ${Math.max(...seconds).toFixed(2)} s${all ? '' : ', not all accepted'}`,
				reached: median(seconds) <= BAR_S && all,
			},
		];
	} finally {
		await stop(portal);
		await database.stop();
	}
}

/** The API's door at its widest: as many events as one call may bring, over HTTP, while the board is scored. */
export const events: Bench = { name: 'events', run };
