import { OutsideFailure, type OutsideCode } from '#lib/domain/outside/failure.ts';
import { retryAfterMs } from '#lib/domain/webhooks/schedule.ts';
import { signatureOf } from '../hooks/signature.ts';
import type { Reach } from '../outside/reach.ts';
import { requestOutside } from '../outside/request.ts';
import type { Claimed } from './claim.ts';

/** Standard Webhooks 1.0 asks for 15 to 30 s. */
const TIMEOUT_MS = 15_000;
const KEPT_BYTES = 1024;

/** What came of an attempt, for the schedule and for the log. */
export type Attempt = {
	at: Date;
	status: number | null;
	failure: OutsideCode | null;
	retryAfterMs: number | null;
	durationMs: number;
	/** The first kilobyte of the answer, as text that Postgres takes. */
	answer: string;
};

/**
 * Sends a message to its webhook, signed at `at` with every secret that is valid. Redirects are not followed: a signed
 * message is for whom it was addressed to. Throws the signal's reason when that ends it, and nothing else.
 */
export async function sendMessage(
	{ url, messageId: id, body, secrets }: Pick<Claimed, 'url' | 'messageId' | 'body' | 'secrets'>,
	{ at, reach, signal }: { at: Date; reach: Reach; signal: AbortSignal },
): Promise<Attempt> {
	const timestamp = String(Math.floor(at.getTime() / 1000));
	const from = performance.now();
	const came = (more: Omit<Attempt, 'at' | 'durationMs'>): Attempt => ({
		at,
		durationMs: Math.round(performance.now() - from),
		...more,
	});
	try {
		const answer = await requestOutside({
			...{ url, method: 'POST', body, reach, signal },
			headers: {
				'content-type': 'application/json',
				'user-agent': 'Laurel-Webhooks/1',
				'webhook-id': id,
				'webhook-timestamp': timestamp,
				'webhook-signature': secrets
					.map((secret) => signatureOf({ id, timestamp, body }, secret))
					.join(' '),
			},
			...{ maxBytes: KEPT_BYTES, larger: 'cut' as const, timeoutMs: TIMEOUT_MS },
		});
		return came({
			status: answer.status,
			failure: null,
			retryAfterMs: retryAfterMs(answer.headers['retry-after'], at),
			answer: answer.body.toString('utf8').replaceAll('\0', '\ufffd'),
		});
	} catch (error) {
		if (signal.aborted || !(error instanceof OutsideFailure)) throw error;
		return came({ status: null, failure: error.code, retryAfterMs: null, answer: '' });
	}
}
