import type { Badge } from '#lib/domain/badges/badge.ts';
import { isBadgeKey, type BadgeKey } from '#lib/domain/badges/keys.ts';
import { BADGES } from '#lib/domain/badges/registry.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { OwnBadge } from './known.ts';

type Takes = (words: { count: number; number: string }) => string;

/** What every badge is called and what it takes, for one line each. */
const WORDS = {
	'first-click': { name: m.badges_first_click_name, takes: m.badges_first_click_takes },
	clicks: { name: m.badges_clicks_name, takes: m.badges_clicks_takes },
	hit: { name: m.badges_hit_name, takes: m.badges_hit_takes },
	conversations: { name: m.badges_conversations_name, takes: m.badges_conversations_takes },
	'first-lead': { name: m.badges_first_lead_name, takes: m.badges_first_lead_takes },
	outcomes: { name: m.badges_outcomes_name, takes: m.badges_outcomes_takes },
	applications: { name: m.badges_applications_name, takes: m.badges_applications_takes },
	hire: { name: m.badges_hire_name, takes: m.badges_hire_takes },
	streak: { name: m.badges_streak_name, takes: m.badges_streak_takes },
	steady: { name: m.badges_steady_name, takes: m.badges_steady_takes },
	'helpful-hour': { name: m.badges_helpful_hour_name, takes: m.badges_helpful_hour_takes },
	comeback: { name: m.badges_comeback_name, takes: m.badges_comeback_takes },
	'own-words': { name: m.badges_own_words_name, takes: m.badges_own_words_takes },
	'true-voice': { name: m.badges_true_voice_name, takes: m.badges_true_voice_takes },
	networks: { name: m.badges_networks_name, takes: m.badges_networks_takes },
	categories: { name: m.badges_categories_name, takes: m.badges_categories_takes },
	'all-week': { name: m.badges_all_week_name, takes: m.badges_all_week_takes },
	carried: { name: m.badges_carried_name, takes: m.badges_carried_takes },
	'team-win': { name: m.badges_team_win_name, takes: m.badges_team_win_takes },
	'most-improved': { name: m.badges_most_improved_name, takes: m.badges_most_improved_takes },
	newcomer: { name: m.badges_newcomer_name, takes: m.badges_newcomer_takes },
	podium: { name: m.badges_podium_name, takes: m.badges_podium_takes },
	finalist: { name: m.badges_finalist_name, takes: m.badges_finalist_takes },
	prize: { name: m.badges_prize_name, takes: m.badges_prize_takes },
	certified: { name: m.badges_certified_name, takes: m.badges_certified_takes },
	'open-book': { name: m.badges_open_book_name, takes: m.badges_open_book_takes },
	'first-idea': { name: m.badges_first_idea_name, takes: m.badges_first_idea_takes },
	'accepted-stories': {
		name: m.badges_accepted_stories_name,
		takes: m.badges_accepted_stories_takes,
	},
	'story-travels': { name: m.badges_story_travels_name, takes: m.badges_story_travels_takes },
	'helping-hand': { name: m.badges_helping_hand_name, takes: m.badges_helping_hand_takes },
	'bright-idea': { name: m.badges_bright_idea_name, takes: m.badges_bright_idea_takes },
} as const satisfies Record<BadgeKey, { name: () => string; takes: Takes }>;

/** A badge's name in the reader's language; of an own badge as owners called it. `own` are the program's own ones by id. */
export function badgeName(badge: string, own: ReadonlyMap<string, Pick<OwnBadge, 'name'>>): string {
	return isBadgeKey(badge) ? WORDS[badge].name() : (own.get(badge)?.name ?? badge);
}

/** What a level of a badge takes, as a sentence in the reader's language. */
export function badgeTakes(
	badge: string,
	level: number,
	own: ReadonlyMap<string, Pick<OwnBadge, 'description'>>,
): string {
	if (!isBadgeKey(badge)) return own.get(badge)?.description ?? '';
	const { levels }: Badge = BADGES[badge];
	const count = levels[level - 1] ?? levels[0];
	const takes: Takes = WORDS[badge].takes;
	return takes({ count, number: new Intl.NumberFormat(getLocale()).format(count) });
}

/** How many levels a badge has; an own one has one. */
export function levelsOf(badge: string): number {
	return isBadgeKey(badge) ? BADGES[badge].levels.length : 1;
}
