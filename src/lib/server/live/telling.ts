/** Of an emit's shards so many are still to come when the next board may be made: a pass of the scorer takes as long. */
const LAST_SHARE = 0.25;
/** From the begin of an emit to the begin of the next at least. */
const GATHER_MS = 50;
/** After an emit, however long it took. */
const LEAST_REST_MS = 15;
const REST_PER_EMIT = 0.1;

/**
 * How long changes gather after an emit that took `tookMs`, both in milliseconds: few sockets get a board every 50 ms,
 * thousands as often as the emit lets them, with a share of its time for everything else.
 */
export function gatherAfter(tookMs: number): number {
	return Math.max(LEAST_REST_MS + tookMs * REST_PER_EMIT, GATHER_MS - tookMs);
}

/**
 * Whether boards are being told just now. What makes new boards (the scorer) waits for it: a board made in the midst of
 * an emit to thousands is told no sooner than one made at its end, and takes time from the emit and from the database.
 */
export class Telling {
	#under = 0;
	#waiting: (() => void)[] = [];

	/** Goes through an emit's shards and hands over each, until `tell` is done with it; near the end others may go on. */
	async each(shards: readonly (() => void)[], turn: () => Promise<unknown>): Promise<void> {
		const from = Math.floor(shards.length * (1 - LAST_SHARE));
		let ended = false;
		const end = () => {
			if (ended) return;
			ended = true;
			if (--this.#under > 0) return;
			for (const go of this.#waiting.splice(0)) go();
		};
		this.#under += 1;
		try {
			for (const [i, tell] of shards.entries()) {
				if (i >= from) end();
				tell();
				await turn();
			}
		} finally {
			end();
		}
	}

	/** Resolves when the emits under way are nearly done; null when there is none. */
	ended(): Promise<void> | null {
		if (this.#under === 0) return null;
		return new Promise((resolve) => this.#waiting.push(resolve));
	}
}
