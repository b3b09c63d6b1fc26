const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long after each failed attempt the next one follows, as Standard Webhooks 1.0 recommends: ten attempts in about three days. */
export const DELAYS_MS = [
	5 * SECOND,
	5 * MINUTE,
	30 * MINUTE,
	2 * HOUR,
	5 * HOUR,
	10 * HOUR,
	14 * HOUR,
	20 * HOUR,
	24 * HOUR,
] as const;

/** Up to a quarter longer, so that what failed together is not sent again together. */
export const JITTER = 0.25;
/** A receiver that asks for more patience than this gets it no longer. */
const LONGEST_WAIT_MS = DAY;

/** What became of one attempt. `retryAfterMs` is what the receiver asked for (Retry-After). */
export type Outcome = { status: number | null; retryAfterMs: number | null };

export type Next =
	| { state: 'delivered' }
	| { state: 'waiting'; afterMs: number }
	/** `gone`: the receiver wants nothing more, ever (410). */
	| { state: 'failed'; gone: boolean };

/**
 * What follows attempt number `attempt` (from 1). Any 2xx delivers; 410 ends it at once; anything else, a redirect too, is tried again by
 * the schedule, later if the receiver asks for it. `chance` is drawn evenly from [0, 1).
 */
export function nextAttempt(attempt: number, outcome: Outcome, chance: number): Next {
	const { status, retryAfterMs } = outcome;
	if (status !== null && status >= 200 && status < 300) return { state: 'delivered' };
	if (status === 410) return { state: 'failed', gone: true };
	const delay = DELAYS_MS[attempt - 1];
	if (delay === undefined) return { state: 'failed', gone: false };
	const asked = Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS);
	return { state: 'waiting', afterMs: Math.round(Math.max(delay, asked) * (1 + JITTER * chance)) };
}

/** Retry-After in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). Null where it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
	if (header === undefined) return null;
	if (/^\d{1,9}$/.test(header)) return Number(header) * SECOND;
	const at = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
	return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

const PAUSE_AFTER_MS = 3 * DAY;
/** A busy webhook needs no three days to show that nobody is there; half a day, so that a night's outage pauses nothing. */
const PAUSE_AFTER_FAILURES = 20;
const PAUSE_AT_LEAST_MS = 12 * HOUR;

/** Whether a webhook that has not delivered since `failingSince`, `failures` times in a row, is to be paused. */
export function isLongFailing(failures: number, failingSince: Date, now: Date): boolean {
	const ms = now.getTime() - failingSince.getTime();
	return ms >= PAUSE_AFTER_MS || (failures >= PAUSE_AFTER_FAILURES && ms >= PAUSE_AT_LEAST_MS);
}
