import type { AwardEntry } from '#lib/domain/displays/content.ts';
import type { AWARD_KINDS } from '#lib/domain/displays/scenes/awards.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the scene is called, by what it shows. */
export const AWARDS_TITLES: Record<(typeof AWARD_KINDS)[number], () => string> = {
	both: m.scenes_awards,
	badges: m.scenes_awards_badges,
	thanks: m.scenes_awards_thanks,
};

/** What somebody earned, or was thanked for by whom. */
export function aboutAward(entry: AwardEntry): string {
	if (entry.kind === 'thanks')
		return m.scenes_awards_thanked({ name: entry.by, message: entry.message });
	const { name, level, of } = entry;
	return of > 1 ? m.scenes_awards_level({ name, level, of }) : name;
}
