import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportedFact, Place } from '#lib/domain/imports/kind.ts';
import type { Problem, Reason } from '#lib/domain/imports/reasons.ts';
import { takeEvents, type EventsAnswer } from '../api/record-events.ts';
import type { Ctx } from '../context.ts';
import { knownLinks } from './known-links.ts';
import { linkFinder } from './places.ts';
import { rowIds } from './row-id.ts';

/** A line that says something, and what came of it. */
export type Line<I> = { line: number; items: I[] };
export type Taken = {
	accepted: number;
	duplicates: number;
	refused: { line: number; problems: Problem[] }[];
};

/** How far the settling is, from 0 to 1; throws once somebody wants it stopped. */
export type Far = (share: number) => Promise<void>;

export type Recorder<I> = {
	/** Takes the lines of a batch in the caller's transaction. */
	take(tx: Ctx, lines: readonly Line<I>[]): Promise<Taken>;
	/**
	 * At the end of the file: brings in what was put aside, or only counts it for a `check`. Gives how many of those that were
	 * said to be accepted were known after all.
	 */
	settle?(tx: Ctx, manner: { check: boolean; far: Far }): Promise<number>;
	/** Resolves when nothing of it is under way, however it has ended. */
	ended?(): Promise<void>;
};

/** How events of a file are taken. */
export type TakeEvents = (
	tx: Ctx,
	events: readonly Record<string, unknown>[],
) => Promise<EventsAnswer>;

type Event = { line: number; sent: Record<string, unknown> };

/** In one statement at most: more would hold the event loop for tens of milliseconds. */
const EVENTS_AT_ONCE = 1000;
/** So many lines get their ids before whatever else waits goes first: 1 ms of the thread, and 7 ms in a process that has only begun. */
const LINES_PER_TURN = 100;

const isShared = (place: Place): place is Extract<Place, { person: string }> => 'person' in place;

/** The column that a reason of the door is about. */
const COLUMN: Partial<Record<Reason, string>> = {
	unknown_link: 'slug',
	too_old: 'at',
	in_future: 'at',
	contest_final: 'at',
};

/** The events that a fact is: one, or a click for each of a day's. */
function* eventsOf(
	fact: ImportedFact,
	id: string,
	at: string,
	place: object,
): Generator<Record<string, unknown>> {
	switch (fact.type) {
		case 'reading':
			yield { type: 'reading', id, ...place, at, metric: fact.metric, total: fact.total };
			return;
		case 'conversion': {
			const money = fact.value === null ? {} : { value: fact.value, currency: fact.currency };
			yield { type: 'conversion', id, ...place, at, kind: fact.kind, ...money };
			return;
		}
		case 'clicks':
			// Every one of another visitor: the other tool has judged what counts.
			for (let n = 1; n <= fact.clicks; n++)
				yield { type: 'click', id: `${id}.${n}`, ...place, at, visitor: `${id}.${n}` };
	}
}

/** Takes facts of a file as events, by `takeThem`. `source` is part of the ids of lines without one. */
export function factTaker(source: string, takeThem: TakeEvents): Recorder<ImportedFact>['take'] {
	const idOf = rowIds(source);
	const findLinks = linkFinder();
	return async (tx, lines) => {
		const taken: Taken = { accepted: 0, duplicates: 0, refused: [] };
		const refused = new Map<number, Problem[]>();
		const places = lines.flatMap(({ items }) => items.map(({ place }) => place));
		const linkOf = await findLinks(tx, places.filter(isShared));
		let waiting: Event[] = [];
		const flush = async () => {
			const batch = waiting;
			waiting = [];
			if (batch.length === 0) return;
			const answer = await takeThem(
				tx,
				batch.map(({ sent }) => sent),
			);
			taken.accepted += answer.accepted;
			taken.duplicates += answer.duplicates;
			for (const { index, reason } of answer.rejected) {
				const { line, sent } = batch[index]!;
				const column =
					'click' in sent && reason === 'unknown_link' ? 'click' : (COLUMN[reason] ?? null);
				refused.set(line, [{ column, reason }]);
			}
		};
		for (const [n, { line, items }] of lines.entries()) {
			if (n > 0 && n % LINES_PER_TURN === 0) await nextTurn();
			for (const fact of items) {
				const found = isShared(fact.place) ? linkOf(fact.place) : fact.place;
				if ('problems' in found) {
					refused.set(line, found.problems);
					continue;
				}
				const at = fact.at.toISOString();
				const id = idOf(fact, at, 'slug' in found ? found.slug : `click:${found.click}`);
				// The id stays that of the day: the same file, taken again later, brings nothing twice.
				const when = (fact.takenAt ?? fact.at).toISOString();
				for (const sent of eventsOf(fact, id, when, found)) {
					waiting.push({ line, sent });
					if (waiting.length >= EVENTS_AT_ONCE) await flush();
				}
			}
		}
		await flush();
		taken.refused = [...refused].map(([line, problems]) => ({ line, problems }));
		return taken;
	};
}

/**
 * Takes facts of a file through the door of all facts from outside, so that validation, idempotency, late clicks and
 * final contests are the same.
 */
export function factRecorder(source: string, importId: string): Recorder<ImportedFact> {
	const readLinks = knownLinks();
	return {
		take: factTaker(source, (tx, events) => takeEvents(tx, events, { importId, readLinks })),
	};
}
