/** Every badge that ships, in the order of the page. */
export const BADGE_KEYS = [
	'first-click',
	'clicks',
	'hit',
	'conversations',
	'first-lead',
	'outcomes',
	'applications',
	'hire',
	'streak',
	'steady',
	'helpful-hour',
	'comeback',
	'own-words',
	'true-voice',
	'networks',
	'categories',
	'all-week',
	'carried',
	'team-win',
	'most-improved',
	'newcomer',
	'podium',
	'finalist',
	'prize',
	'certified',
	'open-book',
	'first-idea',
	'accepted-stories',
	'story-travels',
	'helping-hand',
	'bright-idea',
] as const;
export type BadgeKey = (typeof BADGE_KEYS)[number];

/** Whether a stored key is one of ours; an own badge of the program has its id instead. */
export function isBadgeKey(key: string): key is BadgeKey {
	return (BADGE_KEYS as readonly string[]).includes(key);
}
