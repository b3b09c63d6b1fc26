import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** From the begin of an emit to the begin of the next at least. */
const GATHER_MS = 50;
/** After an emit, however long it took. */
const LEAST_REST_MS = 15;
const REST_PER_EMIT = 0.1;
/** A pass of the scorer takes about so long: what it begins before the end of a rest is told right after it. */
const PASS_MS = 12;
/** A board that is being made is waited for so long; under a flood's facts a pass takes seconds. */
const MOST_MAKING_MS = 50;

/** Turns of the loop between two shards: a click is read in one, put into a batch in the next and sent in the third. */
const TURNS_PER_SHARD = 3;
/** Shards after which the processor is let go while clicks wait for their commit. */
const SHARDS_PER_PAUSE = 2;
/**
 * The least that the kernel's timers are good for. A commit needs the processor three times for some µs (log, inode, flush)
 * and without a pause waits for the emitting thread's slice each time, 0.6 to 4 ms. With it a redirect's p99 was 10 ms instead of 14
 * beside 5,000 sockets, for 10 % more time of an emit.
 */
const PAUSE_MS = 0.05;
const NOBODY_WAKES = new Int32Array(new SharedArrayBuffer(4));

/** Lets this thread's processor go for a moment. */
const pauseThread = () => void Atomics.wait(NOBODY_WAKES, 0, 0, PAUSE_MS);

/**
 * How long changes gather after an emit that took `tookMs`, both in milliseconds: few sockets get a board every 50 ms,
 * thousands as often as the emit lets them, with a share of its time for everything else.
 */
export function gatherAfter(tookMs: number): number {
	return Math.max(LEAST_REST_MS + tookMs * REST_PER_EMIT, GATHER_MS - tookMs);
}

/**
 * When boards are told, and so when it is worth while to make new ones: one made in the midst of an emit to thousands, or
 * of the rest after it, is told no sooner than one made at its end, and takes time from the emit and from the database. The
 * other way about, an emit that begins while a board is being made would tell the one before, and so would every one after it, and
 * each click would wait for one emit more: beside 5,000 sockets half were seen after 191 ms in rounds where it happened, after 141 in others.
 */
export class Telling {
	/** Contests whose boards are being read or told. */
	#under = 0;
	/** Contests that rest after that. */
	#resting = 0;
	#waiting: (() => void)[] = [];
	/** The pass that is under way. */
	#making: Promise<void> | null = null;
	readonly #clicksWait: () => boolean;
	readonly #turn: () => Promise<unknown>;
	readonly #rest: (ms: number) => Promise<unknown>;
	readonly #pause: () => void;

	/** `clicksWait` says whether the process's own door waits for commits; the rest are the loop's and the thread's own. */
	constructor({
		clicksWait = () => false,
		turn = nextTurn,
		rest = delay,
		pause = pauseThread,
	}: {
		clicksWait?: () => boolean;
		turn?: () => Promise<unknown>;
		rest?: (ms: number) => Promise<unknown>;
		pause?: () => void;
	} = {}) {
		this.#clicksWait = clicksWait;
		this.#turn = turn;
		this.#rest = rest;
		this.#pause = pause;
	}

	/** Goes through an emit's shards and hands over each; between two of them the door comes first. */
	async each(shards: readonly (() => void)[]): Promise<void> {
		for (const [i, tell] of shards.entries()) {
			tell();
			if ((i + 1) % SHARDS_PER_PAUSE === 0 && this.#clicksWait()) this.#pause();
			for (let turn = 0; turn < TURNS_PER_SHARD; turn++) await this.#turn();
		}
	}

	/**
	 * Has a contest's board read and told, and its changes gather after it. `flush` gives how long that took in milliseconds; null when
	 * nothing was new. Throws what it throws.
	 */
	async cycle(flush: () => Promise<number | null>): Promise<void> {
		if (this.#making) await Promise.race([this.#making, this.#rest(MOST_MAKING_MS)]);
		this.#under += 1;
		let took: number | null = null;
		try {
			took = await flush();
		} finally {
			this.#under -= 1;
			if (took === null && this.#resting === 0) this.#go();
		}
		if (took === null) return;
		const rest = gatherAfter(took);
		this.#resting += 1;
		await this.#rest(Math.max(0, rest - PASS_MS));
		this.#resting -= 1;
		this.#go();
		await this.#rest(Math.min(rest, PASS_MS));
	}

	/** Notes that boards are being made until `made` settles: what is told then waits for them. */
	making(made: Promise<unknown>): void {
		const settled = () => {
			if (this.#making === making) this.#making = null;
		};
		const making = made.then(settled, settled);
		this.#making = making;
	}

	#go(): void {
		if (this.#under > 0) return;
		for (const go of this.#waiting.splice(0)) go();
	}

	/** Resolves when a board that is made then is told as soon as it is made; null when that is now. */
	ready(): Promise<void> | null {
		if (this.#under === 0 && this.#resting === 0) return null;
		return new Promise((resolve) => this.#waiting.push(resolve));
	}
}
