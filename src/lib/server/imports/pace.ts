import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';

/** Boards and visitors share the portal's one thread with an import: it may be at work for so much of the time. */
const MOST_BUSY = 0.6;
/** A machine that is short of everything is not waited for: the import has an end all the same. */
const MOST_REST_MS = 100;

/** How long to rest, in milliseconds, after so many of them, of which `activeMs` were work. */
export function restFor(activeMs: number, elapsedMs: number): number {
	return Math.min(MOST_REST_MS, Math.max(0, activeMs / MOST_BUSY - elapsedMs));
}

/** Rests whenever it is called for as long as the thread was too busy since the last time. */
export function pacer(): () => Promise<void> {
	let last = performance.eventLoopUtilization();
	return async () => {
		const { active, idle } = performance.eventLoopUtilization(last);
		const rest = restFor(active, active + idle);
		if (rest >= 1) await delay(rest);
		last = performance.eventLoopUtilization();
	};
}
