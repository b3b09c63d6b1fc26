import { blankPrize, type ContestForm } from './form.ts';
import { fieldsOf, ROWS, valueAt, withValue, type RowList, type Step } from './form-steps.ts';

const MAX_ROWS = 200;

const blankRow = (list: RowList) =>
	list === 'prizes' ? blankPrize() : { name: '', groups: [] as string[] };
const listsOf = (step: Step) =>
	(Object.keys(ROWS) as RowList[]).filter((list) => ROWS[list] === step);

/** The form as it stands with the step's fields as they were sent. A tick that was not sent is off. */
export function withSent(form: ContestForm, step: Step, sent: FormData): ContestForm {
	let result = form;
	for (const list of listsOf(step)) {
		const count = Math.min(MAX_ROWS, Number(sent.get(`rows:${list}`)) || 0);
		const rows = valueAt(form, list) as unknown[];
		const now = Array.from({ length: count }, (_, i) => rows[i] ?? blankRow(list));
		result = withValue(result, list, now);
	}
	for (const path of fieldsOf(step, result)) {
		const was = valueAt(result, path);
		const text = String(sent.get(path) ?? '');
		const texts = () => sent.getAll(path).map(String).filter(Boolean);
		const value = Array.isArray(was) ? texts() : typeof was === 'boolean' ? text !== '' : text;
		result = withValue(result, path, value);
	}
	return result;
}

/** What a button of the form asks for beside saving: a row more, a row less, a row moved up. */
export function withDeed(form: ContestForm, deed: string): ContestForm {
	const [verb, list, at] = deed.split(':');
	if (list === undefined || !Object.hasOwn(ROWS, list)) return form;
	const rows = [...(valueAt(form, list) as unknown[])];
	const i = Number(at);
	if (verb === 'add' && rows.length < MAX_ROWS) rows.push(blankRow(list as RowList));
	if (verb === 'remove') rows.splice(i, 1);
	if (verb === 'up' && i > 0) rows.splice(i - 1, 0, ...rows.splice(i, 1));
	return withValue(form, list, rows);
}

/** Where the page goes after a deed: to the row that is new or moved, else to the list. */
export function anchorOf(form: ContestForm, deed: string): string {
	const [verb, list = '', at] = deed.split(':');
	const rows = valueAt(form, list);
	if (!Array.isArray(rows)) return '';
	if (verb === 'add') return `#${list}.${rows.length - 1}`;
	return verb === 'up' ? `#${list}.${Number(at) - 1}` : `#${list}`;
}

/** Where the field of a row stands after a deed; null where its row is gone. */
export function pathAfter(path: string, deed: string): string | null {
	const [verb, list = '', at] = deed.split(':');
	if (!path.startsWith(`${list}.`)) return path;
	const [row, ...field] = path.slice(list.length + 1).split('.');
	const [was, i] = [Number(row), Number(at)];
	if (verb === 'remove' && was === i) return null;
	let now = was;
	if (verb === 'remove' && was > i) now = was - 1;
	if (verb === 'up' && i > 0 && was === i) now = i - 1;
	if (verb === 'up' && i > 0 && was === i - 1) now = i;
	return [list, now, ...field].join('.');
}
