import { Failure, type FailureCode } from '#lib/domain/failure.ts';
import { isDatabaseAway, isUnstorable } from '../auth/explain.ts';

/** A ready answer that is thrown: for statuses that no Failure has. */
export class ProblemAnswer extends Error {
	readonly response: Response;
	constructor(response: Response) {
		super(`HTTP ${response.status}`);
		this.response = response;
	}
}

const TITLES: Record<FailureCode, string> = {
	invalid: 'The request is not valid',
	not_signed_in: 'A valid token is needed',
	not_allowed: 'The token may not do this',
	not_found: 'Not found',
	conflict: 'Conflict with what is there',
	too_large: 'The body is too large',
	too_many: 'Too many requests',
	unavailable: 'Not available right now',
};

/** Problem details (RFC 9457). `type` is a name and not an address: what there is to know is here. */
export function problem(
	status: number,
	code: string,
	more: { title: string; detail?: string; errors?: { path: string; message: string }[] },
	headers: Record<string, string> = {},
): Response {
	return new Response(JSON.stringify({ type: `urn:laurel:problem:${code}`, status, ...more }), {
		status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...headers,
		},
	});
}

/** 415 as something to throw; the headers say what is taken instead (RFC 9110, section 15.5.16). */
export function unsupportedMedia(
	detail: string,
	taken: Record<string, string> = { accept: 'application/json' },
): ProblemAnswer {
	const title = 'This kind of body is not taken';
	return new ProblemAnswer(problem(415, 'unsupported_media_type', { title, detail }, taken));
}

/** 405 for a path that knows other methods. */
export function methodNotAllowed(allowed: string): Response {
	const title = 'This method is not known here';
	return problem(405, 'method_not_allowed', { title }, { allow: allowed });
}

function headersOf(failure: Failure): Record<string, string> {
	if (failure.code === 'not_signed_in')
		// RFC 6750, section 3: an error only when a token was sent.
		return {
			'www-authenticate': `Bearer realm="Laurel"${failure.reason === 'bad_token' ? ', error="invalid_token"' : ''}`,
		};
	const seconds = failure.retryAfterSeconds ?? (failure.code === 'unavailable' ? 5 : undefined);
	return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

const hasCode = (error: unknown, codes: RegExp) =>
	error instanceof Error &&
	[error, error.cause].some(
		(one) => one instanceof Error && 'code' in one && codes.test(String(one.code)),
	);

/** Two transactions that wait for one another: Postgres ends one, and the sender may try it again. */
const isDeadlock = (error: unknown) => hasCode(error, /^(40001|40P01)$/);

/** What the server around us throws of a body that is larger than it lets through: the error is SvelteKit's, or its adapter's own. */
const isTooLarge = (error: unknown) =>
	typeof error === 'object' && error !== null && 'status' in error && error.status === 413;

/**
 * The one place where whatever was thrown becomes an answer. What was not foreseen is 500 without a word of its
 * message, which may name tables or people; `onUnforeseen` gets it for the log.
 */
export function problemOf(error: unknown, onUnforeseen: (error: unknown) => void): Response {
	if (error instanceof ProblemAnswer) return error.response;
	if (!(error instanceof Failure) && isTooLarge(error))
		return problemOf(new Failure('too_large', 'The body is too large.'), onUnforeseen);
	if (isDatabaseAway(error) || isDeadlock(error))
		return problemOf(new Failure('unavailable', 'Try again.'), onUnforeseen);
	if (isUnstorable(error))
		return problemOf(new Failure('invalid', 'The address holds NUL.'), onUnforeseen);
	if (!(error instanceof Failure)) {
		onUnforeseen(error);
		return problem(500, 'unforeseen', { title: 'Something went wrong here' });
	}
	const { code, status, message, errors } = error;
	const more = { title: TITLES[code], detail: message, ...(errors.length > 0 ? { errors } : {}) };
	return problem(status, code, more, headersOf(error));
}
