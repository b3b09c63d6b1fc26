import type { Rules } from '#lib/domain/contest/rules.ts';
import { m } from '#lib/paraglide/messages.js';

/** What makes a team's points, in words; nothing where the rules have no teams. */
export function teamPoints(counts: Rules['teams']): string {
	if (typeof counts === 'object') return m.scenes_teams_top({ count: counts.k });
	const words = { off: () => '', sum: m.scenes_teams_sum, average: m.scenes_teams_average };
	return words[counts]();
}

/** A scene's contest with what its figures say, as its small line has it. */
export const aboutFigures = (contest: string, figures: string): string =>
	[contest, figures].filter((part) => part !== '').join(' · ');
