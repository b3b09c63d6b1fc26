import { setTimeout as delay } from 'node:timers/promises';
import { fromSpooled, type DoorClick } from './click.ts';
import type { Spool } from './spool.ts';

/** One statement each: of larger batches a click gets no cheaper, and the next visitor waits longer for the processor. */
const BATCH = 500;
/** How long fewer than a batch are left to grow: a file and a statement for a handful each cost more than they carry. */
const GATHER_MS = 20;
/** Visitors who come faster than a quarter of the drain's own speed go first: they wait for an answer, what is on disk is safe. */
const SHARE = 1 / 4;
/** Then the drain rests so many times as long as its last batch took. */
const REST = 24;
/** A quarter of a minute's work for Postgres. With more on disk it is no burst any more, and half of the time is the drain's. */
const BURST = 250_000;
const REST_AFTER_BURST = 1;

/** How many milliseconds to rest after a batch that took `tookMs`, with so many clicks on disk. */
export const restAfter = (tookMs: number, waiting: number): number =>
	tookMs * (waiting < BURST ? REST : REST_AFTER_BURST);

/**
 * Records what waits in the spool until nothing does or `mayGoOn` says no; gives how many clicks. `taken` counts the clicks
 * that the door took so far; `keepsUp` hears after each segment whether the drain is faster than what comes, with little left to
 * do. Throws what `write` throws; then they stay.
 */
export async function drain(options: {
	spool: Spool;
	write: (clicks: DoorClick[]) => Promise<void>;
	mayGoOn: () => boolean;
	taken: () => number;
	keepsUp: (calm: boolean) => void;
}): Promise<number> {
	const { spool, write, mayGoOn, taken, keepsUp } = options;
	let recorded = 0;
	while (mayGoOn()) {
		if (spool.size < BATCH) await delay(GATHER_MS);
		const segment = await spool.next();
		if (!segment) break;
		let outrun = false;
		for (const clicks of segment.batches(BATCH)) {
			if (!mayGoOn()) return recorded;
			const [begun, before] = [performance.now(), taken()];
			await write(clicks.map(fromSpooled));
			recorded += clicks.length;
			outrun = taken() - before > clicks.length * SHARE;
			if (outrun) await delay(restAfter(performance.now() - begun, spool.size));
		}
		await segment.remove();
		keepsUp(!outrun && spool.size < BATCH);
	}
	return recorded;
}
