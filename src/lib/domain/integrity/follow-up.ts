import type { FlagState } from './keys.ts';

/** The newest flag about one thing, as far as the next look at it needs. */
export type LatestFlag = {
	state: FlagState;
	/** By the signal's own measure. */
	size: number;
	/** Whether a void that was made of it is still in force. */
	voided: boolean;
};

/**
 * What a finding of `size` is to do: `raise` a first flag; `refresh` the open one; `follow` a decided one with a new
 * flag; or `leave` it decided. People decide, and a decision stands until there is something new: after a void whatever
 * is found was not in it; after anything else only twice as much as they saw.
 */
export function followUp(
	latest: LatestFlag | null,
	size: number,
): 'raise' | 'refresh' | 'follow' | 'leave' {
	if (latest === null) return 'raise';
	if (latest.state === 'open') return 'refresh';
	if (latest.state === 'acted' && latest.voided) return 'follow';
	return size >= latest.size * 2 ? 'follow' : 'leave';
}
