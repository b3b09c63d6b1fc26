import type { FieldValue } from './draft.ts';
import { METRICS } from './rules.ts';
import type { ContestForm } from './form.ts';

/** The form's steps in the order in which they are asked. */
export const STEPS = [
	'time',
	'people',
	'counts',
	'caps',
	'teams',
	'prizes',
	'freeze',
	'summary',
] as const;
export type Step = (typeof STEPS)[number];

/** Which fields a step asks; `*` stands for every metric and `#` for every row. */
const ASKED: Record<Step, readonly string[]> = {
	time: ['name', 'timeZone', 'startsAt', 'endsAt'],
	people: ['exclude.groups', 'exclude.teams', 'exclude.people'],
	counts: ['metrics.*.counts', 'metrics.*.points', 'posts'],
	caps: ['metrics.*.dailyCap', 'metrics.*.postDailyCap', 'minClicks', 'requires', 'tieBreaks'],
	teams: [
		'teams.mode',
		'teams.k',
		'brackets.mode',
		'brackets.own.#.name',
		'brackets.own.#.groups',
		'mostImproved',
	],
	prizes: [
		'kind',
		'name',
		'value',
		'currency',
		'ranking',
		'bracket',
		'description',
		'stock',
		'picture',
		'fromPlace',
		'toPlace',
		'minPoints',
		'winners',
		'excludePlaceWinners',
	].map((field) => `prizes.#.${field}`),
	freeze: ['freezeAt', 'settleHours'],
	summary: [],
};

/** The lists of the form that have rows, and the step that asks them. */
export const ROWS = { prizes: 'prizes', 'brackets.own': 'teams' } as const satisfies Record<
	string,
	Step
>;
export type RowList = keyof typeof ROWS;

/** A step by its name, or the first one. */
export function stepOf(text: string | null): Step {
	return STEPS.find((step) => step === text) ?? 'time';
}

/** The step that asks for the field, rows and lists included: `prizes.0.toPlace` is asked in prizes. */
export function stepAsking(path: string): Step {
	const parts = path.split('.');
	const fits = (pattern: string) => {
		const wanted = pattern.split('.');
		return parts.every((part, i) => {
			const one = wanted[i];
			if (one === undefined) return wanted.length > 0 && /^\d+$/.test(part);
			return one === '*' || one === '#' || one === part;
		});
	};
	return STEPS.find((step) => ASKED[step].some(fits)) ?? 'summary';
}

/** The value at a path of the form; undefined where there is none. */
export function valueAt(form: ContestForm, path: string): unknown {
	let value: unknown = form;
	for (const part of path.split('.')) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = (value as Record<string, unknown>)[part];
	}
	return value;
}

/** The form with another value at a path; nothing is changed in place, and what is not there stays away. */
export function withValue(form: ContestForm, path: string, value: unknown): ContestForm {
	return replaced(form, path.split('.'), value) as ContestForm;
}

/** Copies only what lies on the path: a step of 200 rows sets some 3,000 fields. */
function replaced(holder: unknown, [part, ...rest]: string[], value: unknown): unknown {
	if (part === undefined) return value;
	if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, part)) return holder;
	const inner = replaced((holder as Record<string, unknown>)[part], rest, value);
	if (Array.isArray(holder)) return holder.with(Number(part), inner);
	return { ...holder, [part]: inner };
}

/** The paths of the fields that a step asks, in order, with as many rows as the form has. */
export function fieldsOf(step: Step, form: ContestForm): string[] {
	return ASKED[step].flatMap((pattern) => {
		if (pattern.includes('*')) return METRICS.map((metric) => pattern.replace('*', metric));
		if (!pattern.includes('#')) return [pattern];
		const rows = valueAt(form, pattern.slice(0, pattern.indexOf('.#'))) as unknown[];
		return rows.map((_, i) => pattern.replace('#', String(i)));
	});
}

/** A field's value as a difference shows it; null where the form does not have the field. */
export function shownAt(form: ContestForm, path: string): FieldValue {
	return (valueAt(form, path) as FieldValue | undefined) ?? null;
}
