import { describe, expect, it } from 'vitest';
import { blankForm, blankPrize, type ContestForm } from './form.ts';
import { mergeStep, settle } from './form-merge.ts';
import { withValue } from './form-steps.ts';

const base: ContestForm = {
	...blankForm('Europe/Stockholm'),
	name: 'Cup',
	prizes: [{ ...blankPrize(), name: 'First' }],
};
const changed = (changes: Record<string, unknown>) =>
	Object.entries(changes).reduce((form, [path, value]) => withValue(form, path, value), base);

describe('two people at one form', () => {
	it('what only one of them changed is taken over from each', () => {
		const mine = changed({ name: 'Spring Cup' });
		const theirs = changed({ startsAt: '2026-10-01T09:00' });
		const { form, conflicts } = mergeStep('time', { base, mine, theirs });
		expect(conflicts).toEqual([]);
		expect(form).toMatchObject({ name: 'Spring Cup', startsAt: '2026-10-01T09:00' });
	});

	it('what both changed otherwise is a conflict and stands as mine until it is decided', () => {
		const mine = changed({ name: 'Spring Cup' });
		const theirs = changed({ name: 'April Cup' });
		const { form, conflicts } = mergeStep('time', { base, mine, theirs });
		expect(conflicts).toEqual([{ path: 'name', mine: 'Spring Cup', theirs: 'April Cup' }]);
		expect(form.name).toBe('Spring Cup');
		expect(settle(form, theirs, []).name).toBe('Spring Cup');
		expect(settle(form, theirs, ['name']).name).toBe('April Cup');
	});

	it('the same change on both sides is none', () => {
		const both = changed({ minClicks: '5', tieBreaks: ['earliest'] });
		expect(mergeStep('caps', { base, mine: both, theirs: both }).conflicts).toEqual([]);
	});

	it('the other steps are as somebody else left them', () => {
		const theirs = changed({ name: 'April Cup', settleHours: '12' });
		const { form } = mergeStep('caps', { base, mine: changed({ minClicks: '3' }), theirs });
		expect(form).toMatchObject({ name: 'April Cup', settleHours: '12', minClicks: '3' });
	});

	it('a row that one of them added stays, and a row that the other changed too', () => {
		const more = [...base.prizes, { ...blankPrize(), name: 'Second' }];
		const mine = changed({ prizes: more });
		expect(mergeStep('prizes', { base, mine, theirs: base }).form.prizes).toEqual(more);
		expect(mergeStep('prizes', { base, mine: base, theirs: mine }).form.prizes).toEqual(more);
	});

	it('rows that both changed are compared field by field, and those of one side are offered', () => {
		const mine = changed({ prizes: [{ ...blankPrize(), name: 'Gold' }] });
		const theirs = changed({
			prizes: [...base.prizes, { ...blankPrize(), name: 'Second', value: '50' }],
		});
		const { form, conflicts } = mergeStep('prizes', { base, mine, theirs });
		expect(conflicts).toContainEqual({ path: 'prizes.0.name', mine: 'Gold', theirs: 'First' });
		expect(conflicts).toContainEqual({ path: 'prizes.1.name', mine: null, theirs: 'Second' });
		expect(form.prizes.map(({ name }) => name)).toEqual(['Gold']);
		const both = settle(form, theirs, ['prizes.1.name']);
		expect(both.prizes.map(({ name, value }) => [name, value])).toEqual([
			['Gold', ''],
			['Second', '50'],
		]);
	});

	it('different fields of one row are taken over from each', () => {
		const mine = changed({ 'prizes.0.name': 'Gold' });
		const theirs = changed({ 'prizes.0.value': '50' });
		const { form, conflicts } = mergeStep('prizes', { base, mine, theirs });
		expect(conflicts).toEqual([]);
		expect(form.prizes).toEqual([{ ...blankPrize(), name: 'Gold', value: '50' }]);
	});

	it('without what both began with, every difference is a conflict, in rows too', () => {
		const theirs = changed({ 'prizes.0.name': 'Gold' });
		const { form, conflicts } = mergeStep('prizes', { base: null, mine: base, theirs });
		expect(conflicts).toEqual([{ path: 'prizes.0.name', mine: 'First', theirs: 'Gold' }]);
		expect(form.prizes).toEqual(base.prizes);
	});

	it('a row that they took away goes when it is decided for them', () => {
		const mine = changed({ prizes: [{ ...blankPrize(), name: 'Gold' }] });
		const theirs = changed({ prizes: [] });
		const { form, conflicts } = mergeStep('prizes', { base, mine, theirs });
		expect(conflicts.map(({ path }) => path)).toContain('prizes.0.name');
		expect(settle(form, theirs, ['prizes.0.name']).prizes).toEqual([]);
		expect(settle(form, theirs, []).prizes).toEqual(mine.prizes);
	});
});
