import { v7 } from 'uuid';
import type { ImportedFact } from '#lib/domain/imports/kind.ts';
import { judgeEvents } from '../api/judge-events.ts';
import type { Ctx } from '../context.ts';
import { finalAsBefore, finalContests } from '../contests/final-boxes.ts';
import { newFactId } from '../fact-id.ts';
import {
	anyStaged,
	countStaged,
	forgetStaged,
	recordStaged,
	stageReadings,
	type StagedReading,
} from '../readings/staged.ts';
import { knownLinks } from './known-links.ts';
import { factTaker, type Recorder, type TakeEvents } from './record-facts.ts';

/** So many batches go into the table of facts in one statement: some 5,000 readings, a fifth of a second. */
const PARTS_AT_ONCE = 5;

/** The clocks of several instances are no further apart than this. */
const CLOCKS_DIFFER_MS = 60_000;

/** A contest became final while lines around it were being judged: they have to be judged anew. */
export class Overtaken extends Error {}

/**
 * Takes readings, which come by the million, in two goes: each is judged by the door of all facts from outside and put aside
 * in transactions of their own (`outside`); at the end all go in at once. So the import's own transaction, which keeps Postgres from
 * cleaning up behind the boards, lasts for the copying only. `settle` throws Overtaken.
 */
export function readingRecorder(
	source: string,
	importId: string,
	outside: Ctx,
): Recorder<ImportedFact> {
	const readLinks = knownLinks();
	const run = v7();
	let finals: Set<string> | null = null;
	const since = newFactId(Date.now() - CLOCKS_DIFFER_MS);
	let writing: Promise<void> = Promise.resolve();
	let parts = 0;
	let staged = 0;
	let [first, last] = [Infinity, -Infinity];

	function put(readings: readonly StagedReading[]): void {
		for (const { at } of readings) {
			first = Math.min(first, at.getTime());
			last = Math.max(last, at.getTime());
		}
		staged += readings.length;
		writing = stageReadings(outside, { run, part: parts++ }, readings);
		// It is awaited before the next, while which that one is judged.
		writing.catch(() => undefined);
	}

	const putAside: TakeEvents = async (tx, events) => {
		if (!finals) {
			finals = await finalContests(outside);
			// What an import has left that was stopped or killed.
			if (await anyStaged(outside)) await forgetStaged(outside);
		}
		const { right, rejected } = await judgeEvents(tx, events, { readLinks, finals: outside });
		await writing;
		const readings = right.flatMap(({ event, link }): StagedReading[] =>
			event.type === 'reading'
				? [
						{
							...{ externalId: event.id, at: event.at, metric: event.metric, total: event.total },
							linkId: link.linkId,
						},
					]
				: [],
		);
		if (readings.length > 0) put(readings);
		const duplicates = events.length - rejected.length - readings.length;
		return { accepted: readings.length, duplicates, rejected };
	};

	return {
		take: factTaker(source, putAside),
		async settle(tx, { check, far }) {
			await writing;
			if (staged === 0) return 0;
			if (check) return staged - (await countStaged(outside, run));
			if (!(await finalAsBefore(tx, finals!, new Date(first), new Date(last))))
				throw new Overtaken('a contest became final');
			let stored = 0;
			for (let from = 0; from < parts; from += PARTS_AT_ONCE) {
				const to = Math.min(parts, from + PARTS_AT_ONCE);
				stored += await recordStaged(tx, importId, { run, from, to, since });
				await far(to / parts);
			}
			await forgetStaged(tx);
			return staged - stored;
		},
		ended: () => writing.catch(() => undefined),
	};
}
