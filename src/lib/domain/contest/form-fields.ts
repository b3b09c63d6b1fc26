import type { FieldDifference, FieldValue } from './draft.ts';
import type { ContestForm } from './form.ts';

function collect(
	value: string | boolean | object,
	path: string,
	into: Map<string, FieldValue>,
): void {
	if (typeof value === 'string' || typeof value === 'boolean') into.set(path, value);
	else if (Array.isArray(value)) {
		if (value.every((one) => typeof one === 'string') && !/(^|\.)(prizes|own)$/.test(path))
			into.set(path, value as string[]);
		else value.forEach((one, i) => collect(one, `${path}.${i}`, into));
	} else {
		for (const [key, one] of Object.entries<typeof value>({ ...value })) {
			collect(one, path === '' ? key : `${path}.${key}`, into);
		}
	}
}

/** Every field of a form by its path, rows counted from 0: `prizes.0.name`, `exclude.groups`. */
export function leavesOf(form: ContestForm): Map<string, FieldValue> {
	const fields = new Map<string, FieldValue>();
	collect(form, '', fields);
	return fields;
}

const same = (a: FieldValue, b: FieldValue) => JSON.stringify(a) === JSON.stringify(b);

/** The fields in which two forms differ, in the form's order; null is a field of a row that the other has not. */
export function differences(mine: ContestForm, theirs: ContestForm): FieldDifference[] {
	const [my, their] = [leavesOf(mine), leavesOf(theirs)];
	const paths = new Set([...my.keys(), ...their.keys()]);
	return [...paths]
		.map((path) => ({ path, mine: my.get(path) ?? null, theirs: their.get(path) ?? null }))
		.filter((one) => !same(one.mine, one.theirs));
}

/** A field in one line, for those who read no form: an API's client, a log. */
export function fieldText(value: FieldValue): string {
	if (value === null) return 'not there any more';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const text = Array.isArray(value) ? value.join(', ') : value;
	return text === '' ? 'empty' : text;
}
