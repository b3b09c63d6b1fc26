import { Failure } from '#lib/domain/failure.ts';

/**
 * Refuses to save what was edited from another revision than the one that is there now: the last save would silently win over
 * somebody else's. For a verb that holds the row's lock. Throws Failure `conflict` (reason `stale`).
 */
export function requireRevision(now: number, edited: number): void {
	if (now !== edited)
		throw new Failure('conflict', 'Somebody else has saved it meanwhile.', { reason: 'stale' });
}
