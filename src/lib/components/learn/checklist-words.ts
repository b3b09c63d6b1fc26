import type { ItemName } from '#lib/domain/learn/checklists.ts';
import { m } from '#lib/paraglide/messages.js';

const WORDS = {
	goals: [m.learn_list_goals, m.learn_list_goals_text],
	guidelines: [m.learn_guidelines, m.learn_list_guidelines_text],
	stories: [m.learn_list_stories, m.learn_list_stories_text],
	people: [m.learn_list_people, m.learn_list_people_text],
	announcement: [m.learn_list_announcement, m.learn_list_announcement_text],
	pledge: [m.learn_pledge, m.learn_list_pledge_text],
	lesson: [m.learn_list_lesson, m.learn_list_lesson_text],
	share: [m.learn_list_share, m.learn_list_share_text],
	suggest: [m.learn_list_suggest, m.learn_list_suggest_text],
} as const satisfies Record<ItemName, readonly [() => string, () => string]>;

/** What an item is called. */
export const itemTitle = (item: ItemName): string => WORDS[item][0]();

/** What there is to do, and why; `own` is somebody's own list, else it is the owners' for all. */
export const itemText = (item: ItemName, own: boolean): string =>
	own && item === 'guidelines' ? m.learn_list_guidelines_own() : WORDS[item][1]();
