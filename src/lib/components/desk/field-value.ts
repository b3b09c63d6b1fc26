import type { FieldValue } from '#lib/domain/contest/draft.ts';
import type { Requirement } from '#lib/domain/contest/requirements.ts';
import type { TieBreak } from '#lib/domain/contest/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const CHOICES: Record<string, Record<string, () => string>> = {
	posts: { any: m.desk_posts_any, 'shared-in-contest': m.desk_posts_in },
	'teams.mode': {
		off: m.desk_team_off,
		sum: m.desk_team_sum,
		average: m.desk_team_average,
		top: m.desk_team_top,
	},
	'brackets.mode': {
		off: m.desk_brackets_off,
		office: m.desk_brackets_office,
		team: m.desk_brackets_team,
		own: m.desk_brackets_own,
	},
	kind: {
		place: m.desk_prize_kind_place,
		threshold: m.desk_prize_kind_threshold,
		draw: m.desk_prize_kind_draw,
	},
	ranking: {
		main: m.desk_prize_ranking_main,
		improved: m.desk_prize_ranking_improved,
		bracket: m.desk_prize_ranking_bracket,
	},
	requires: {
		guidelines: m.desk_requires_guidelines,
		certificate: m.desk_requires_certificate,
		disclosure: m.desk_requires_disclosure,
	} satisfies Record<Requirement, () => string>,
	tieBreaks: {
		clicks: m.board_tie_clicks,
		engagement: m.board_tie_engagement,
		conversions: m.board_tie_conversions,
		earliest: m.board_tie_earliest,
	} satisfies Record<TieBreak, () => string>,
};
const TIMES = new Set(['startsAt', 'endsAt', 'freezeAt']);

/** What stands in a field, in words: "empty", "yes", a list, the name of a choice, else the text itself. */
export function fieldValue(path: string, value: FieldValue): string {
	if (value === null) return m.desk_value_gone();
	if (typeof value === 'boolean') return value ? m.desk_value_on() : m.desk_value_off();
	const names =
		CHOICES[path] ?? (path.startsWith('prizes.') ? CHOICES[path.split('.')[2] ?? ''] : {});
	const named = (one: string) => names?.[one]?.() ?? one;
	if (Array.isArray(value)) {
		if (value.length === 0) return m.desk_value_empty();
		return new Intl.ListFormat(getLocale()).format(value.map(named));
	}
	if (value === '') return m.desk_value_empty();
	return TIMES.has(path) ? value.replace('T', ' ') : named(value);
}
