import type { FieldDifference } from './draft.ts';
import type { ContestForm } from './form.ts';
import {
	fieldsOf,
	ROWS,
	shownAt,
	valueAt,
	withValue,
	type RowList,
	type Step,
} from './form-steps.ts';

/** A form that holds no field: nothing equals what stands in it. */
const NOTHING = {} as ContestForm;

const listsOf = (step: Step) =>
	(Object.keys(ROWS) as RowList[]).filter((list) => ROWS[list] === step);

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * One step of a form as somebody left it (`mine`), brought together with what somebody else saved meanwhile
 * (`theirs`); `base` is what both began with, and where that is not known every difference is a conflict. What only one of them changed is taken over; what both changed
 * otherwise is a conflict, in the step's order, and stands as mine until it is decided. Rows that were added or
 * taken away on one side have no counterpart: then every field of the list that differs is a conflict.
 */
export function mergeStep(
	step: Step,
	{ base, mine, theirs }: { base: ContestForm | null; mine: ContestForm; theirs: ContestForm },
): { form: ContestForm; conflicts: FieldDifference[] } {
	let form = theirs;
	const conflicts: FieldDifference[] = [];
	/** Lists that one side alone changed need no look at their rows; `shifted` ones changed their length. */
	const decided: string[] = [];
	const shifted: string[] = [];
	for (const list of listsOf(step)) {
		const [was, my, their] = [base ?? NOTHING, mine, theirs].map(
			(one) => valueAt(one, list) as unknown[],
		);
		const untouched = same(was, my);
		if (!untouched) form = withValue(form, list, my);
		if (untouched || same(was, their)) decided.push(list);
		else if (was?.length !== my!.length || was.length !== their!.length) shifted.push(list);
	}
	const within = (path: string, lists: string[]) =>
		lists.some((list) => path.startsWith(`${list}.`));
	for (const path of new Set([...fieldsOf(step, mine), ...fieldsOf(step, theirs)])) {
		if (within(path, decided)) continue;
		const [was, my, their] = [base ?? NOTHING, mine, theirs].map((one) => valueAt(one, path));
		if (same(my, their)) continue;
		const comparable = !within(path, shifted);
		if (comparable && same(my, was)) {
			form = withValue(form, path, their);
			continue;
		}
		form = withValue(form, path, my);
		if (comparable && same(their, was)) continue;
		conflicts.push({ path, mine: shownAt(mine, path), theirs: shownAt(theirs, path) });
	}
	return { form, conflicts };
}

/**
 * The form after the conflicts were decided: at the paths that were decided for `theirs` their values, elsewhere mine.
 * A row that is not there on their side goes whole when one of its fields was decided for them, and one that is missing on
 * mine comes whole.
 */
export function settle(
	mine: ContestForm,
	theirs: ContestForm,
	forTheirs: readonly string[],
): ContestForm {
	let form = mine;
	for (const list of Object.keys(ROWS) as RowList[]) {
		const decided = forTheirs.filter((path) => path.startsWith(`${list}.`));
		const [my, their] = [mine, theirs].map((one) => valueAt(one, list) as unknown[]);
		if (decided.length === 0 || my!.length === their!.length) continue;
		const rows = new Set(decided.map((path) => Number(path.slice(list.length + 1).split('.')[0])));
		const merged = Array.from({ length: Math.max(my!.length, their!.length) }, (_, i) =>
			rows.has(i) ? their![i] : my![i],
		);
		form = withValue(
			form,
			list,
			merged.filter((row) => row !== undefined),
		);
	}
	for (const path of forTheirs) {
		const value = valueAt(theirs, path);
		if (value !== undefined) form = withValue(form, path, value);
	}
	return form;
}
