import { Failure } from '#lib/domain/failure.ts';

/** 100 requests a second for a minute: far above any integration that batches, low enough to stop a loop gone wild. */
const PER_MINUTE = 6000;
/** Tokens are few; beyond this the fullest buckets are forgotten first, which only ever gives more. */
const MAX_KEYS = 10_000;

/**
 * The fields that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers-10): the policy's quota and window
 * in seconds; how many requests are left now, and in how many seconds there are all of them again.
 */
export type RateFields = { 'ratelimit-policy': string; ratelimit: string };

/**
 * A token bucket per key, in this process's memory: `perMinute` requests at once, filling up evenly. `take` counts one and
 * gives the fields for its answer; it throws Failure `too_many` with the seconds to wait. Two instances allow twice as
 * much, which does no harm.
 */
export function createRateLimit(perMinute = PER_MINUTE) {
	const buckets = new Map<string, { left: number; at: number }>();
	const perMs = perMinute / 60_000;
	const fieldsOf = (left: number): RateFields => ({
		'ratelimit-policy': `"token";q=${perMinute};w=60`,
		ratelimit: `"token";r=${Math.floor(left)};t=${Math.ceil((perMinute - left) / perMs / 1000)}`,
	});
	return {
		take(key: string, now: Date): RateFields {
			const at = now.getTime();
			const bucket = buckets.get(key) ?? { left: perMinute, at };
			// Concurrent requests carry instants that may run backwards by a little.
			const elapsed = Math.max(0, at - bucket.at);
			const left = Math.min(perMinute, bucket.left + elapsed * perMs);
			if (left < 1)
				throw new Failure('too_many', 'Too many requests with this token.', {
					retryAfterSeconds: Math.max(1, Math.ceil((1 - left) / perMs / 1000)),
				});
			buckets.delete(key);
			buckets.set(key, { left: left - 1, at: Math.max(at, bucket.at) });
			if (buckets.size > MAX_KEYS) buckets.delete(buckets.keys().next().value ?? '');
			return fieldsOf(left - 1);
		},
		/** The fields of an answer that refuses: nothing is left. */
		refused: () => fieldsOf(0),
	};
}
