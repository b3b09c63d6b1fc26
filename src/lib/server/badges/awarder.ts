import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { withTransaction, type Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import { evaluatePeople } from './evaluate.ts';
import { knownBadges } from './known.ts';
import { goOnWithPass, requestFirstPass } from './pass.ts';
import { tellOutside } from './tell.ts';
import { BADGES_CHANNEL } from './touch.ts';
import { takeTurn } from './turn.ts';

/** Scoring rings no bell of ours: it looks by itself, well within the five seconds that an award may take. */
const TICK_MS = 1_000;
/**
 * Whose facts change are looked at together every two seconds: at 300 clicks/s the same people are touched again and again. Beside 5,000
 * screens 50 of 115 redirects above 9 ms fell into the rounds for them.
 */
const TOUCHED_EVERY_MS = 2_000;
/** Under a flood of clicks at most a tenth of the time goes into badges, and none waits longer than this for them. */
const REST_PER_WORK = 9;
const MOST_REST_MS = 3_000;
/** A look at everybody is to be over within a minute: it rests a third of its time, which others have the database for. */
const REST_PER_PASS = 0.5;
const TAKING_TURNS_MS = 20;

export type Awarder = {
	/** Begins to listen; again does nothing. */
	start(): void;
	/** Has everything that waits done, the pass too, also without `start`. Throws what that throws. */
	drain(): Promise<void>;
	/** Stops listening and waits for what is under way. */
	close(): Promise<void>;
};

/**
 * The one loop that gives badges: to those whose facts changed, within three seconds, and, a chunk of people at a time in
 * between, to everybody when a pass is asked for. A failing round is logged once and tried again with the next tick.
 */
export function createAwarder({
	connections,
	ctx,
	log,
}: {
	connections: Pick<Connections, 'sql'>;
	/** A fresh context of the system. */
	ctx: () => Ctx;
	log: Logger;
}): Awarder {
	const ending = new AbortController();
	let looking: Promise<void> | null = null;
	let wanted = false;
	/** When those whose facts changed are due again (performance.now()). */
	let dueAt = 0;
	let failure: string | null = null;
	let ticker: NodeJS.Timeout | undefined;
	let listening: ReturnType<Connections['sql']['listen']> | null = null;

	/**
	 * One round under the lock, for those whose facts changed if they are `due`: gives what it was about while there is more to do, null
	 * when another server is at it.
	 */
	function round(due: boolean): Promise<'touched' | 'pass' | 'nothing' | null> {
		return withTransaction(ctx(), async (tx) => {
			const waiting = await takeTurn(tx, due);
			if (!waiting) return null;
			if (waiting.people.length > 0) {
				await evaluatePeople(tx, waiting.people, { pass: null, quiet: false });
				return 'touched';
			}
			const more = waiting.pass && (await goOnWithPass(tx));
			const untold = waiting.untold && (await tellOutside(tx, await knownBadges(tx)));
			return more || untold ? 'pass' : 'nothing';
		});
	}

	/** One round; gives the milliseconds until the next one, null when nothing waits for it. */
	async function look(): Promise<number | null> {
		const from = performance.now();
		const due = from >= dueAt;
		const did = await round(due);
		const now = performance.now();
		const work = now - from;
		if (did === 'touched') {
			dueAt = now + Math.min(MOST_REST_MS, Math.max(TOUCHED_EVERY_MS, work * REST_PER_WORK));
		}
		// Between two rounds for the touched there is time for the pass and for telling, however many clicks come.
		if (did === 'touched' || did === 'pass') return work * REST_PER_PASS;
		return due ? null : dueAt - now;
	}

	async function run(): Promise<void> {
		while (wanted && !ending.signal.aborted) {
			wanted = false;
			let rest: number | null = null;
			try {
				rest = await look();
				failure = null;
			} catch (error) {
				const detail = wordsOf(error);
				if (detail !== failure && !ending.signal.aborted)
					log.error({ err: error }, 'badges cannot be looked at; trying again');
				failure = detail;
			}
			if (rest === null) continue;
			wanted = true;
			await delay(rest, undefined, { signal: ending.signal }).catch(() => undefined);
		}
		looking = null;
	}

	function wake(): void {
		if (ending.signal.aborted) return;
		wanted = true;
		looking ??= run();
	}

	function listen(): void {
		listening = connections.sql.listen(BADGES_CHANNEL, wake, wake);
		listening.catch(() => (listening = null));
	}

	return {
		start() {
			if (ticker || ending.signal.aborted) return;
			listen();
			void requestFirstPass(ctx()).catch((error: Error) => {
				log.warn({ detail: wordsOf(error) }, 'the first look at badges could not be asked for');
			});
			ticker = setInterval(() => {
				if (!listening) listen();
				wake();
			}, TICK_MS);
		},
		async drain() {
			for (let did = await round(true); did !== 'nothing'; did = await round(true))
				if (did === null) await delay(TAKING_TURNS_MS);
		},
		async close() {
			ending.abort();
			clearInterval(ticker);
			await looking;
			await (await listening?.catch(() => null))?.unlisten().catch(() => undefined);
		},
	};
}
