import { describe, expect, it } from 'vitest';
import { differences, fieldText, leavesOf } from './form-fields.ts';
import { blankForm, blankPrize } from './form.ts';

const form = blankForm('UTC');
const prize = { ...blankPrize(), name: 'Cup' };

describe('the fields of a form', () => {
	it('are every text, choice and list by its path', () => {
		const fields = leavesOf({
			...form,
			prizes: [prize],
			brackets: { mode: 'own', own: [{ name: 'A', groups: ['x', 'y'] }] },
		});
		expect(fields.get('timeZone')).toBe('UTC');
		expect(fields.get('metrics.click.counts')).toBe(true);
		expect(fields.get('tieBreaks')).toEqual(['clicks', 'engagement', 'earliest']);
		expect(fields.get('exclude.people')).toEqual([]);
		expect(fields.get('prizes.0.name')).toBe('Cup');
		expect(fields.get('brackets.own.0.groups')).toEqual(['x', 'y']);
		expect([...fields.keys()]).not.toContain('prizes');
		expect([...leavesOf(form).keys()]).not.toContain('prizes');
	});

	it('differ one by one, a row that only one has by all of its fields', () => {
		const mine = { ...form, name: 'Mine', tieBreaks: [] };
		expect(differences(mine, form)).toEqual([
			{ path: 'name', mine: 'Mine', theirs: '' },
			{ path: 'tieBreaks', mine: [], theirs: ['clicks', 'engagement', 'earliest'] },
		]);
		expect(differences(form, form)).toEqual([]);
		expect(differences(form, { ...form, prizes: [prize] })).toContainEqual({
			...{ path: 'prizes.0.name', mine: null, theirs: 'Cup' },
		});
		expect(differences({ ...form, prizes: [prize] }, form)).toContainEqual({
			...{ path: 'prizes.0.name', mine: 'Cup', theirs: null },
		});
	});

	it.each([
		[null, 'not there any more'],
		[true, 'yes'],
		[false, 'no'],
		[[], 'empty'],
		[['a', 'b'], 'a, b'],
		['', 'empty'],
		['5', '5'],
	])('%j reads as %j', (value, text) => {
		expect(fieldText(value)).toBe(text);
	});
});
