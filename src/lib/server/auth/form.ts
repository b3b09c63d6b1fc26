import { fail, type ActionFailure } from '@sveltejs/kit';
import { Failure, type FieldError } from '#lib/domain/failure.ts';

export type Refusal<Kept> = {
	/** Why, for the page to choose its sentence by: the Failure's reason, else its code. */
	problem: string;
	/** What is wrong at which field. */
	errors: FieldError[];
	/** How long to wait, in seconds; 0 when waiting is not it. */
	waitSeconds: number;
	/** What was typed, to show again; never a password. */
	kept: Kept;
};

/**
 * A form action's answer to a Failure: its status, what to say and what was typed. Rethrows everything else, which
 * nobody can mend by typing.
 */
export function refusal<Kept>(
	thrown: unknown,
	kept: Kept,
	setHeaders?: (headers: Record<string, string>) => void,
): ActionFailure<Refusal<Kept>> {
	if (!(thrown instanceof Failure) || thrown.code === 'unavailable') throw thrown;
	const waitSeconds = thrown.retryAfterSeconds ?? 0;
	if (waitSeconds > 0) setHeaders?.({ 'retry-after': String(waitSeconds) });
	return fail(thrown.status, {
		problem: thrown.reason ?? thrown.code,
		errors: thrown.errors,
		waitSeconds,
		kept,
	});
}
