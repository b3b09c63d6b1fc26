import { describe, expect, it } from 'vitest';
import { blankForm, blankPrize } from './form.ts';
import { anchorOf, pathAfter, withDeed, withSent } from './form-sent.ts';

const form = { ...blankForm('UTC'), name: 'Cup', prizes: [{ ...blankPrize(), name: 'First' }] };
const sent = (...pairs: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of pairs) data.append(name, value);
	return data;
};

describe('what a step sends', () => {
	it('changes the fields of that step and no other', () => {
		const data = sent(['name', 'Spring'], ['timeZone', 'UTC'], ['minClicks', '9']);
		expect(withSent(form, 'time', data)).toEqual({ ...form, name: 'Spring' });
	});

	it('a tick that is not sent is off, and a list is what was ticked', () => {
		const counts = withSent(form, 'counts', sent(['metrics.like.counts', 'on']));
		expect(counts.metrics.like.counts).toBe(true);
		expect(counts.metrics.click.counts).toBe(false);
		const who = sent(['exclude.groups', 'board'], ['exclude.groups', 'new'], ['exclude.teams', '']);
		expect(withSent(form, 'people', who).exclude).toEqual({
			groups: ['board', 'new'],
			teams: [],
			people: [],
		});
	});

	it('has as many rows as it says', () => {
		const data = sent(['rows:prizes', '2'], ['prizes.0.name', 'Gold'], ['prizes.1.name', 'Silver']);
		const rows = withSent(form, 'prizes', data).prizes;
		expect(rows.map(({ name }) => name)).toEqual(['Gold', 'Silver']);
		expect(withSent(form, 'prizes', sent()).prizes).toEqual([]);
		expect(withSent(form, 'prizes', sent(['rows:prizes', '1e9'])).prizes).toHaveLength(200);
	});
});

describe('a button beside saving', () => {
	const two = withDeed(form, 'add:prizes');
	it('adds a row, takes one away, and moves one up', () => {
		expect(two.prizes).toEqual([form.prizes[0], blankPrize()]);
		expect(anchorOf(two, 'add:prizes')).toBe('#prizes.1');
		expect(withDeed(two, 'up:prizes:1').prizes.map(({ name }) => name)).toEqual(['', 'First']);
		expect(anchorOf(two, 'up:prizes:1')).toBe('#prizes.0');
		expect(withDeed(two, 'remove:prizes:0').prizes).toEqual([blankPrize()]);
		expect(anchorOf(form, 'remove:prizes:0')).toBe('#prizes');
	});

	it('adds a bracket, which has no name and no group yet', () => {
		const one = withDeed(form, 'add:brackets.own');
		expect(one.brackets.own).toEqual([{ name: '', groups: [] }]);
		expect(one.prizes).toEqual(form.prizes);
		expect(anchorOf(one, 'add:brackets.own')).toBe('#brackets.own.0');
	});

	it.each([
		['add:prizes', ['prizes.0.picture', 'prizes.1.picture', 'prizes.2.picture']],
		['remove:prizes:1', ['prizes.0.picture', null, 'prizes.1.picture']],
		['up:prizes:1', ['prizes.1.picture', 'prizes.0.picture', 'prizes.2.picture']],
		['up:prizes:0', ['prizes.0.picture', 'prizes.1.picture', 'prizes.2.picture']],
		['remove:brackets.own:0', ['prizes.0.picture', 'prizes.1.picture', 'prizes.2.picture']],
		['stay', ['prizes.0.picture', 'prizes.1.picture', 'prizes.2.picture']],
	])('says where a row’s field stands after %s', (deed, after) => {
		expect([0, 1, 2].map((row) => pathAfter(`prizes.${row}.picture`, deed))).toEqual(after);
	});

	it('does nothing that it does not know', () => {
		expect(withDeed(form, '')).toEqual(form);
		expect(withDeed(form, 'add:name')).toEqual(form);
		expect(withDeed(form, 'add:constructor')).toEqual(form);
		expect(withDeed(form, 'up:prizes:0')).toEqual(form);
		expect(anchorOf(form, 'stay')).toBe('');
	});
});
