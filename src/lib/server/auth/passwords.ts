import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify, type Algorithm } from '@node-rs/argon2';
import { Failure } from '#lib/domain/failure.ts';

/**
 * Argon2id as in OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. About 30 ms of one core.
 * `2` is Algorithm.Argon2id: the package's const enum does not exist at run time.
 */
const ARGON2ID = { algorithm: 2 as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two of libuv's four threads: the others stay free for the click spool's disk. 38 MiB at most. */
const AT_ONCE = 2;
/**
 * About half a second of waiting; whoever comes later is told to try again, so that guessing cannot pile up. Of known
 * devices more may wait: a company that comes back from lunch.
 */
const MAX_WAITING = { known: 200, other: 32 };

let running = 0;
const waiting: Record<'known' | 'other', (() => void)[]> = { known: [], other: [] };

/**
 * Runs `work` when a place is free. Devices that signed in before (`known`) go first:
 * whoever floods the sign-in from elsewhere does not keep people out.
 */
async function inTurn<T>(work: () => Promise<T>, lane: 'known' | 'other'): Promise<T> {
	if (running >= AT_ONCE) {
		if (waiting[lane].length >= MAX_WAITING[lane]) {
			throw new Failure('too_many', 'Too many sign-ins at once.', {
				reason: 'busy',
				retryAfterSeconds: 1,
			});
		}
		await new Promise<void>((go) => waiting[lane].push(go));
	} else running++;
	try {
		return await work();
	} finally {
		const next = waiting.known.shift() ?? waiting.other.shift();
		// The place goes to the next one without becoming free in between.
		if (next) next();
		else running--;
	}
}

/** The same letters may be typed as different code points; both sides use NFKC (NIST SP 800-63B, 5.1.1.2). */
const typed = (password: string) => password.normalize('NFKC');

/** The Argon2id hash (PHC string) to store. Throws Failure `too_many` when too many are waiting. */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(typed(password), ARGON2ID), 'other');
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password fits the hash, or the one that `lookUp` gives. Without a hash (unknown address, no password yet) it does
 * the same work on a hash that nothing fits, so that the time tells nothing. `stale` says that it should be hashed
 * anew. `lookUp` runs when it is this one's turn: whoever is sent away has cost the database nothing. Throws Failure
 * `too_many` when too many are waiting, and what `lookUp` throws.
 */
export async function verifyPassword(
	lookUp: string | null | (() => Promise<string | null | undefined>),
	password: string,
	lane: 'known' | 'other' = 'other',
): Promise<{ fits: boolean; stale: boolean }> {
	// Made for known and unknown addresses alike, or the first unknown one would take twice as long.
	dummy ??= hash(randomBytes(32), ARGON2ID);
	const nothingFits = await dummy;
	return inTurn(async () => {
		const stored = typeof lookUp === 'function' ? await lookUp() : lookUp;
		const fits = await verify(stored ?? nothingFits, typed(password));
		if (!stored) return { fits: false, stale: false };
		return { fits, stale: fits && isStale(stored) };
	}, lane);
}

function isStale(stored: string): boolean {
	const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(stored);
	return (
		algorithm !== ARGON2ID.algorithm ||
		memoryCost !== ARGON2ID.memoryCost ||
		timeCost !== ARGON2ID.timeCost ||
		parallelism !== ARGON2ID.parallelism
	);
}
