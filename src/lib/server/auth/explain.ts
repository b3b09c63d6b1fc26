import { Failure, type FailureCode } from '#lib/domain/failure.ts';
import { m } from '#lib/paraglide/messages.js';

type Explained = {
	status: number;
	body: { message: string; code: FailureCode | 'unforeseen'; status: number };
};

const SENTENCES: Record<FailureCode, () => string> = {
	invalid: m.errors_invalid,
	not_signed_in: m.errors_not_signed_in,
	not_allowed: m.errors_not_allowed,
	not_found: m.errors_not_found,
	conflict: m.errors_conflict,
	too_large: m.errors_too_large,
	too_many: m.errors_too_many,
	unavailable: m.errors_unavailable,
};

/** What postgres.js, the system and Postgres itself say when the database cannot be reached or is going down. */
const AWAY =
	/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|57P0[123]|53300|08\w{3})$/;

/** What Postgres says of a NUL: no text of it holds one, so there is nothing of that name. */
const UNSTORABLE = /^(22021|22P05)$/;

/** Whether the error, or one that caused it, has such a code. */
function hasCode(thrown: unknown, codes: RegExp): boolean {
	for (let error = thrown, depth = 0; error instanceof Error && depth < 5; depth++) {
		if ('code' in error && typeof error.code === 'string' && codes.test(error.code)) return true;
		error = error.cause;
	}
	return false;
}

/** Whether the error, or one that caused it, says that the database is away. */
export const isDatabaseAway = (thrown: unknown): boolean => hasCode(thrown, AWAY);

/** Whether somebody asked for a text with a NUL in it. Bodies and forms are read for it before: it stands in an address. */
export const isUnstorable = (thrown: unknown): boolean => hasCode(thrown, UNSTORABLE);

/** Where kit would answer 500 to what was not its own error. */
const STATUSES: Partial<Record<FailureCode | 'unforeseen', number>> = {
	unavailable: 503,
	not_found: 404,
};

/** What undici says of a form that it cannot read, and Node of a request that ended before it was whole: no fault of ours. */
function isBrokenRequest(thrown: unknown): boolean {
	if (!(thrown instanceof Error)) return false;
	if ('code' in thrown && thrown.code === 'ECONNRESET') return thrown.message === 'aborted';
	return (
		thrown instanceof TypeError && /FormData|^Content-Type was not one of/.test(thrown.message)
	);
}

/**
 * The status and the sentence for whatever was thrown; `kits` is what kit would answer. A sentence comes from the
 * catalogue, never from the error: that may name tables, people or secrets.
 */
export function explain(thrown: unknown, kits: number): Explained {
	const status = isBrokenRequest(thrown) ? 400 : kits;
	const code: FailureCode | 'unforeseen' =
		thrown instanceof Failure
			? thrown.code
			: status !== 400 && isDatabaseAway(thrown)
				? 'unavailable'
				: status === 404 || isUnstorable(thrown)
					? 'not_found'
					: status === 405 || status === 400 || status === 415
						? 'invalid'
						: status === 413
							? 'too_large'
							: 'unforeseen';
	const answered = thrown instanceof Failure ? thrown.status : (STATUSES[code] ?? status);
	const sentence = code === 'unforeseen' ? m.errors_unforeseen : SENTENCES[code];
	return { status: answered, body: { message: sentence(), code, status: answered } };
}
