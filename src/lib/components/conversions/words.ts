import { number } from '#lib/components/format.ts';
import type { Outcome } from '#lib/domain/conversions/beacon.ts';
import type { KindView } from '#lib/domain/conversions/view.ts';
import type { FieldError } from '#lib/domain/failure.ts';
import { saying } from '#lib/components/saying.ts';
import { m } from '#lib/paraglide/messages.js';

/** What became of what a site sent, and what to mend. */
export const OUTCOME: Record<Outcome, () => string> = {
	taken: m.conversions_outcome_taken,
	repeated: m.conversions_outcome_repeated,
	wrong_origin: m.conversions_outcome_wrong_origin,
	malformed: m.conversions_outcome_malformed,
	no_currency: m.conversions_outcome_no_currency,
	unknown_kind: m.conversions_outcome_unknown_kind,
	kind_off: m.conversions_outcome_kind_off,
	unknown_click: m.conversions_outcome_unknown_click,
	click_not_counted: m.conversions_outcome_click_not_counted,
	too_old: m.conversions_outcome_too_old,
	contest_final: m.conversions_outcome_contest_final,
	too_many: m.conversions_outcome_too_many,
};

/** How a kind stands in a line: on or off, how many lately, what one is worth when nobody says. */
export function kindText(kind: KindView, worth: string | null): string {
	const { active, name, count, withoutValue, expectsValue } = kind;
	const parts = [
		name === null ? m.conversions_kind_unnamed() : null,
		active ? null : m.conversions_kind_off(),
		m.conversions_kind_count({ count: number(count) }),
		worth === null ? null : m.conversions_kind_worth({ worth }),
		expectsValue && withoutValue > 0
			? m.conversions_kind_without({ count: number(withoutValue) })
			: null,
	];
	return parts.filter((part) => part !== null).join(' · ');
}

const DONE: Record<string, () => string> = {
	settings: m.conversions_done_settings,
	kind: m.conversions_done_kind,
};

/** What was done, by the word in the address; null for a word that nobody knows. */
export const doneText = (done: string | null): string | null => saying(DONE, done);

/** What a form was refused for, with what was typed. */
export type Refused = { problem: string; errors: FieldError[]; kept: Record<string, string> };

/** That something was refused; the fields say what. */
export const problemText = ({ problem }: Pick<Refused, 'problem'>): string =>
	problem === 'invalid' ? m.conversions_problem_fields() : m.conversions_problem_other();

const FIELD: Record<string, () => string> = {
	days: m.conversions_problem_days,
	click: m.conversions_problem_fields,
	kind: m.conversions_problem_word,
	name: m.conversions_problem_word,
	value: m.conversions_problem_value,
	currency: m.conversions_problem_currency,
};

/** What is wrong at one field of a form; undefined where nothing is. Origins are named by their line. */
export function fieldProblem({ errors }: Refused, field: string): string | undefined {
	const found = errors.find(({ path }) => path === field || path.startsWith(`${field}.`));
	if (!found) return undefined;
	if (field !== 'origins') return FIELD[field]?.();
	const line = Number(found.path.split('.')[1]);
	return Number.isNaN(line)
		? m.conversions_problem_origins()
		: m.conversions_problem_origin({ line: number(line + 1) });
}
