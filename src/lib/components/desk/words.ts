import type { Problem, ProblemKey } from '#lib/domain/contest/form.ts';
import type { Step } from '#lib/domain/contest/form-steps.ts';
import { number } from '#lib/components/format.ts';
import { m } from '#lib/paraglide/messages.js';

const SHORT: Record<Step, () => string> = {
	time: m.desk_step_time,
	people: m.desk_step_people,
	counts: m.desk_step_counts,
	caps: m.desk_step_caps,
	teams: m.desk_step_teams,
	prizes: m.desk_step_prizes,
	freeze: m.desk_step_freeze,
	summary: m.desk_step_summary,
};

const TITLES: Record<Step, () => string> = {
	time: m.desk_step_time_title,
	people: m.desk_step_people_title,
	counts: m.desk_step_counts_title,
	caps: m.desk_step_caps_title,
	teams: m.desk_step_teams_title,
	prizes: m.desk_step_prizes_title,
	freeze: m.desk_step_freeze_title,
	summary: m.desk_step_summary_title,
};

/** The steps in order, each with its short name. */
export const STEP_NAMES = Object.entries(SHORT) as [Step, () => string][];

/** A step's heading. */
export const stepTitle = (step: Step): string => TITLES[step]();

const PROBLEM_TEXTS: Record<ProblemKey, (params: Problem['params']) => string> = {
	missing: m.desk_problem_missing,
	too_long: ({ max = 0 }) => m.desk_problem_too_long({ max: number(max) }),
	not_whole: m.desk_problem_not_whole,
	out_of_range: ({ min = 0, max = 0 }) =>
		m.desk_problem_out_of_range({ min: number(min), max: number(max) }),
	cap_zero: m.desk_problem_cap_zero,
	not_a_time: m.desk_problem_not_a_time,
	unknown_zone: m.desk_problem_unknown_zone,
	end_before_start: m.desk_problem_end_before_start,
	freeze_outside: m.desk_problem_freeze_outside,
	nothing_counts: m.desk_problem_nothing_counts,
	tie_break_twice: m.desk_problem_tie_break_twice,
	no_guidelines: m.desk_problem_no_guidelines,
	bracket_twice: m.desk_problem_bracket_twice,
	bracket_without_groups: m.desk_problem_bracket_without_groups,
	brackets_missing: m.desk_problem_brackets_missing,
	bracket_unknown: m.desk_problem_bracket_unknown,
	improved_off: m.desk_problem_improved_off,
	places_backwards: m.desk_problem_places_backwards,
	places_overlap: ({ name = '' }) => m.desk_problem_places_overlap({ name }),
	value_without_currency: m.desk_problem_value_without_currency,
	currency_without_value: m.desk_problem_currency_without_value,
	not_money: m.desk_problem_not_money,
	unknown_currency: m.desk_problem_unknown_currency,
	picture_unknown: m.desk_problem_picture_unknown,
	too_many: ({ max = 0 }) => m.desk_problem_too_many({ max: number(max) }),
	start_passed: m.desk_problem_start_passed,
	end_passed: m.desk_problem_end_passed,
	ended: m.desk_problem_ended,
	frozen: m.desk_problem_frozen,
	freeze_passed: m.desk_problem_freeze_passed,
	invalid: m.desk_problem_invalid,
};

/** What is wrong with a field, and what to do about it. */
export const problemText = ({ key, params }: Pick<Problem, 'key' | 'params'>): string =>
	PROBLEM_TEXTS[key](params);
