import type { Badge } from './badge.ts';
import type { FinalPlace } from './facts.ts';

/** The functions of a badge that every final contest may earn anew, at the level that `levelOf` says; null is not earned. */
export function perContest(
	levels: Badge['levels'],
	levelOf: (place: FinalPlace) => number | null,
): Pick<Badge, 'levels' | 'earned' | 'progress'> {
	return {
		levels,
		earned: ({ contests }) =>
			contests.flatMap((place) => {
				const level = levelOf(place);
				return level === null ? [] : [{ level, reason: `contest:${place.contest}`, at: place.at }];
			}),
		progress: () => null,
	};
}
