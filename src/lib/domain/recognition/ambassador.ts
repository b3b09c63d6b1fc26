/** How a month's ambassador is found. */
export const AMBASSADOR_BY = ['vote', 'decision'] as const;
export type AmbassadorBy = (typeof AMBASSADOR_BY)[number];

/** A nomination as far as counting votes goes. */
export type Counted = { id: string; votes: number };

/**
 * The nominations among which the owner announces the winner: by vote those with the most votes, of which there must be
 * one, several where they are equal; by decision all of them.
 */
export function electable<T extends Counted>(by: AmbassadorBy, nominations: readonly T[]): T[] {
	if (by === 'decision') return [...nominations];
	const most = Math.max(1, ...nominations.map(({ votes }) => votes));
	return nominations.filter(({ votes }) => votes === most);
}
