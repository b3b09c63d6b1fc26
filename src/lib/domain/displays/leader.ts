import type { Board } from '../live/events.ts';

/** Who led a contest when a screen last looked, and since when as far as it has seen them come (milliseconds). */
export type LeaderSeen = {
	contest: string;
	/** externalId of whoever stands for them on screens. */
	leader: string;
	/** Null: they led when it first looked. */
	since: number | null;
};

/**
 * What a screen knows of the lead once it has looked at a board. Somebody else than before leads since now; of a contest
 * that it sees for the first time it knows nobody before, and while nobody leads it is whoever led last.
 */
export function lookAtLeader(
	{ contest, rows }: Pick<Board, 'contest' | 'rows'>,
	seen: LeaderSeen | null,
	now: number,
): LeaderSeen | null {
	const before = seen?.contest === contest ? seen : null;
	const first = rows[0];
	if (first?.rank !== 1) return before;
	const leader = first.person.externalId;
	if (before?.leader === leader) return before;
	return { contest, leader, since: before ? now : null };
}
