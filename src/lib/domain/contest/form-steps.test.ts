import { expect, test } from 'vitest';
import { blankForm, blankPrize } from './form.ts';
import { fieldsOf, stepAsking, stepOf, STEPS, valueAt, withValue } from './form-steps.ts';

const form = { ...blankForm('UTC'), prizes: [blankPrize(), blankPrize()] };

/** Every leaf of a value, by its path; lists of text are leaves. */
function leaves(value: unknown, path = ''): string[] {
	if (typeof value !== 'object' || value === null) return [path];
	if (Array.isArray(value) && (value.length === 0 || typeof value[0] === 'string')) return [path];
	return Object.entries(value).flatMap(([key, inner]) =>
		leaves(inner, path === '' ? key : `${path}.${key}`),
	);
}

test('every field of the form is asked in exactly one step', () => {
	const filled = withValue(form, 'brackets.own', [{ name: 'Young', groups: ['new'] }]);
	const asked = STEPS.flatMap((step) => fieldsOf(step, filled));
	expect(asked.toSorted()).toEqual(leaves(filled).toSorted());
	for (const step of STEPS)
		for (const path of fieldsOf(step, filled)) expect(stepAsking(path), path).toBe(step);
});

test('a problem of a whole list or row belongs to the step that asks for its fields', () => {
	expect(stepAsking('prizes')).toBe('prizes');
	expect(stepAsking('prizes.3')).toBe('prizes');
	expect(stepAsking('metrics')).toBe('counts');
	expect(stepAsking('brackets.own.0')).toBe('teams');
	expect(stepAsking('tieBreaks.1')).toBe('caps');
	expect(stepAsking('reason')).toBe('summary');
});

test('an unknown step is the first one', () => {
	expect(stepOf('prizes')).toBe('prizes');
	expect(stepOf('constructor')).toBe('time');
	expect(stepOf(null)).toBe('time');
});

test('a value is changed in a copy, and a field that is not there stays away', () => {
	expect(valueAt(withValue(form, 'prizes.1.name', 'Cup'), 'prizes.1.name')).toBe('Cup');
	expect(valueAt(form, 'prizes.1.name')).toBe('');
	expect(valueAt(form, 'prizes.7.name')).toBeUndefined();
	expect(withValue(form, 'prizes.7.name', 'x')).toEqual(form);
	expect(withValue(form, 'surprise', 'x')).toEqual(form);
});
