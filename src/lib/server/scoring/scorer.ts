import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ListenMeta } from 'postgres';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import { applyMarks, type Pass } from './apply.ts';
import { MARKS_CHANNEL } from './marks.ts';
import { rescoreContest } from './rescore.ts';

/** Also without a bell: phases change by the clock, and a notification can be lost with its connection. */
const TICK_MS = 1_000;
/** After a rescore has failed: it may take half a minute each time. */
const RESCORE_REST_MS = 15_000;
/** A busy scorer lets marks gather, for less work per click; 20 ms instead of 8 showed half the clicks 10 ms later. */
const GATHER_MS = 8;

/** A pass that takes longer than this may be a flood's: at 300 clicks/s one takes 10 to 30 ms. */
const FLOOD_PASS_MS = 100;
/** So long a pass takes per fact that it reads again; the rest of it is the machine's being busy. */
const MS_PER_FACT = 0.01;
const MOST_REST_MS = 10_000;
/** After a pass that was slow for other reasons: people watch the board, and as long as under a flood would be a standstill. */
const MOST_BUSY_REST_MS = 250;
/** A pass over a flood's facts is followed by so many times its length, and by more while visitors still come by thousands. */
const REST = 4;
const FLOOD_REST = 9;

/**
 * How long a pass of `passMs` that read so many facts again is followed by none. With a flood's facts four fifths of the time
 * are the door's, and nine tenths while it lasts: a standing may wait, a visitor may not. With 300,000 clicks of one day among 40 people a pass takes
 * seconds. A pass that was slow with few facts says nothing of a flood: beside an import, one of 1.5 s kept the board
 * still for another 6 s.
 */
export function restAfter(passMs: number, facts: number, isFlooded: boolean): number {
	if (passMs < FLOOD_PASS_MS) return GATHER_MS;
	const times = isFlooded ? FLOOD_REST : REST;
	const flood = times * Math.min(passMs, facts * MS_PER_FACT);
	return Math.min(MOST_REST_MS, Math.max(flood, Math.min(MOST_BUSY_REST_MS, passMs)));
}

/** With so many marks of imports it begins: each may stand for one reading or for a person's thousands. */
const FIRST_SHARE = 4;
const MOST_SHARE = 60;
/** A pass that takes them along may last this long: the news of the day wait for it. */
const SHARED_PASS_MS = 25;

/** How many marks of imports the next pass takes, after one of `passMs` that took `taken` of `share`. */
export function nextShare(share: number, taken: number, passMs: number): number {
	if (passMs > SHARED_PASS_MS && taken > 0) return Math.max(1, Math.floor(share / 2));
	return passMs < SHARED_PASS_MS / 2 && taken >= share ? Math.min(MOST_SHARE, share * 2) : share;
}

/** Boards that are being told are waited for so long: other contests' screens may have nothing to do with them. */
const MOST_TELLING_MS = 250;

export type ScorerHealth = { state: 'ok' | 'degraded'; detail?: string };

/** What the scorer has to do with boards' being told. */
export type Screens = {
	/** Resolves when a board that is made then is told as soon as it is made; null when that is now. */
	ready(): Promise<void> | null;
	/** Hears of a pass as it begins. */
	making(pass: Promise<unknown>): void;
};

const NO_SCREENS: Screens = { ready: () => null, making: () => undefined };

export type Scorer = {
	/** Begins to listen; again does nothing. */
	start(): void;
	/** Has a pass run soon. */
	wake(): void;
	/** Resolves once no mark is left and no contest needs a rescore, also without `start`. Throws what a pass throws. */
	drain(): Promise<void>;
	/** Stops listening and waits for what is under way. */
	close(): Promise<void>;
	health(): ScorerHealth;
};

/**
 * The one loop that turns marks into standings. It is woken by NOTIFY and looks every second by itself; several
 * instances take turns. A failing pass is logged, shown in `health` and tried again with the next tick. `screens` says
 * when the process's screens can be told of a new board, and hears of each pass: marks gather meanwhile, for nobody would see it any sooner.
 * `isFlooded` says whether the process's own door has more clicks than the database takes.
 */
export function createScorer({
	connections,
	log,
	screens = NO_SCREENS,
	mostTellingMs = MOST_TELLING_MS,
	isFlooded = () => false,
}: {
	connections: Connections;
	log: Logger;
	screens?: Screens;
	mostTellingMs?: number;
	isFlooded?: () => boolean;
}): Scorer {
	const { sql } = connections;
	const rescoring = new Map<string, Promise<void>>();
	/** Why a contest could not be scored anew, and until when it is let rest. */
	const failing = new Map<string, { detail: string; restUntil: number }>();
	let share = FIRST_SHARE;
	let started = false;
	let closed = false;
	let wanted = false;
	let loop: Promise<void> | null = null;
	let failure: string | null = null;
	let refused = new Map<string, string>();
	let ticker: NodeJS.Timeout | undefined;
	let listening: Promise<ListenMeta> | null = null;

	function noteRefused(now: Map<string, string>): void {
		for (const [contest, reason] of now) {
			if (refused.get(contest) !== reason)
				log.error({ contest, reason }, 'a contest is not scored');
		}
		refused = now;
	}

	/** Scores contests whole beside the loop: other contests go on meanwhile. */
	function rescore(contestId: string): Promise<void> {
		const running = rescoring.get(contestId);
		if (running) return running;
		const from = performance.now();
		const run = rescoreContest({ sql }, contestId)
			.then(({ facts, people }) => {
				failing.delete(contestId);
				const seconds = Math.round(performance.now() - from) / 1000;
				log.info({ contest: contestId, facts, people, seconds }, 'a contest was scored anew');
			})
			.finally(() => rescoring.delete(contestId));
		rescoring.set(contestId, run);
		return run;
	}

	async function pass(): Promise<Pass> {
		const from = performance.now();
		const done = await applyMarks(sql, share);
		share = nextShare(share, done.ofImports, performance.now() - from);
		noteRefused(done.refused);
		// What is no longer due (it is final, or another instance scored it) fails no more.
		if (done.busy === 0) {
			for (const id of failing.keys()) if (!done.unscored.includes(id)) failing.delete(id);
		}
		return done;
	}

	async function untilReady(): Promise<void> {
		const telling = screens.ready();
		if (telling) await Promise.race([telling, delay(mostTellingMs, undefined, { ref: false })]);
	}

	async function run(): Promise<void> {
		while (wanted && !closed) {
			await untilReady();
			wanted = false;
			try {
				const from = performance.now();
				const passing = pass();
				screens.making(passing);
				const done = await passing;
				const took = performance.now() - from;
				if (failure) log.info('scoring goes on');
				failure = null;
				for (const contestId of done.unscored) {
					if (rescoring.has(contestId)) continue;
					if ((failing.get(contestId)?.restUntil ?? 0) > performance.now()) continue;
					void rescore(contestId).catch((error: Error) => {
						const restUntil = performance.now() + RESCORE_REST_MS;
						failing.set(contestId, { detail: wordsOf(error), restUntil });
						log.error({ err: error, contest: contestId }, 'a rescore failed; trying again');
					});
				}
				if (done.more) wanted = true;
				const facts = done.ofImports > 0 ? 0 : done.facts;
				if (done.marks > 0) await delay(restAfter(took, facts, isFlooded()));
			} catch (error) {
				const detail = wordsOf(error);
				if (detail !== failure && !closed)
					log.error({ err: error }, 'scoring failed; trying again');
				failure = detail;
			}
		}
		loop = null;
	}

	function wake(): void {
		if (closed) return;
		wanted = true;
		loop ??= run();
	}

	function listen(): void {
		listening = sql.listen(MARKS_CHANNEL, wake, wake);
		listening.catch((error: Error) => {
			listening = null;
			log.warn({ detail: error.message }, 'cannot listen for marks yet');
		});
	}

	return {
		wake,
		start() {
			if (started || closed) return;
			started = true;
			listen();
			ticker = setInterval(() => {
				if (!listening) listen();
				wake();
			}, TICK_MS);
			wake();
		},
		async drain() {
			for (;;) {
				const done = await pass();
				const due = [...done.unscored, ...rescoring.keys()];
				if (due.length > 0) await Promise.all(due.map(rescore));
				else if (done.busy > 0) await delay(GATHER_MS);
				else if (done.marks === 0) return;
			}
		},
		async close() {
			closed = true;
			clearInterval(ticker);
			await loop;
			await Promise.allSettled(rescoring.values());
			await (await listening?.catch(() => null))?.unlisten().catch(() => undefined);
		},
		health() {
			const failed = [...failing.values()].map(({ detail }) => detail);
			const all = [...(failure ? [failure] : []), ...failed, ...refused.values()];
			return all.length === 0 ? { state: 'ok' } : { state: 'degraded', detail: all.join('; ') };
		},
	};
}
