import type { BadgeKey } from '#lib/domain/badges/keys.ts';
import { BADGE_KEYS, isBadgeKey } from '#lib/domain/badges/keys.ts';
import { BADGES } from '#lib/domain/badges/registry.ts';
import type { Badge, Family } from '#lib/domain/badges/badge.ts';
import type { Known } from './known.ts';
import { badgeName, badgeTakes, levelsOf } from './words.ts';

/** A badge as people and programs see it, in the reader's language. */
export type BadgeView = {
	/** A key, or an own badge's id. */
	key: string;
	/** What components/badge/BadgeArt.svelte draws it by. */
	art: string;
	family: Family;
	name: string;
	/** What each level takes, the first one first. */
	takes: string[];
	/** Whether people give it, and no fact does. */
	byHand: boolean;
};

/** Under what a badge is drawn. */
export const artName = (badge: string, known: Pick<Known, 'own'>): string =>
	isBadgeKey(badge) ? badge : `own:${known.own.get(badge)?.mark ?? 'star'}`;

/** One badge; null where there is none of that key. Also one that is off. */
export function viewOf(badge: string, known: Known): BadgeView | null {
	const shipped: Badge | null = isBadgeKey(badge) ? BADGES[badge satisfies BadgeKey] : null;
	const own = known.own.get(badge);
	if (!shipped && !own) return null;
	return {
		...{ key: badge, art: artName(badge, known), name: badgeName(badge, known.own) },
		family: shipped?.family ?? 'own',
		takes: Array.from({ length: levelsOf(badge) }, (_, index) =>
			badgeTakes(badge, index + 1, known.own),
		),
		byHand: shipped ? shipped.byHand === true : own!.condition === null,
	};
}

/** Every badge, the shipped ones first and own ones by age; `off` too where it is asked for. */
export function allViews(known: Known, withOff = false): BadgeView[] {
	return [...BADGE_KEYS, ...known.own.keys()]
		.filter((key) => withOff || !known.off.has(key))
		.map((key) => viewOf(key, known)!);
}
