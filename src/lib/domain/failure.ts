/** Every kind of refusal the portal knows; the edge turns each into a status, a socket answer and a sentence. */
export const FAILURES = {
	invalid: 422,
	not_signed_in: 401,
	not_allowed: 403,
	not_found: 404,
	conflict: 409,
	too_large: 413,
	too_many: 429,
	unavailable: 503,
} as const;

export type FailureCode = keyof typeof FAILURES;

export type FieldError = { path: string; message: string };

/**
 * A refusal with a code. `message` is for developers and API clients, in English; pages choose their own
 * sentence from the catalogue by `code` (and `reason`, where one code has several sentences).
 */
export class Failure extends Error {
	readonly code: FailureCode;
	readonly reason: string | undefined;
	readonly errors: FieldError[];
	readonly retryAfterSeconds: number | undefined;

	constructor(
		code: FailureCode,
		message: string,
		more: {
			reason?: string;
			errors?: FieldError[];
			retryAfterSeconds?: number;
			cause?: unknown;
		} = {},
	) {
		super(message, { cause: more.cause });
		this.name = 'Failure';
		this.code = code;
		this.reason = more.reason;
		this.errors = more.errors ?? [];
		this.retryAfterSeconds = more.retryAfterSeconds;
	}

	/** The HTTP status (RFC 9110) of this refusal. */
	get status(): number {
		return FAILURES[this.code];
	}
}
