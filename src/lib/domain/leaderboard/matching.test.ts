import { describe, expect, it } from 'vitest';
import type { BoardRow } from '../live/events.ts';
import { matching, teamNames } from './matching.ts';

const row = (name: string, team = 'Sales'): BoardRow => ({
	rank: 1,
	person: { externalId: name, name, team, office: null, avatarSeed: name },
	points: 1,
	clicks: 1,
	engagement: 0,
	conversions: 0,
	reachedAt: null,
	movement: null,
});
const rows = [row('Åsa Lindström'), row('Tom Lindqvist', 'Product'), row('José Álvarez')];
const names = (list: BoardRow[]) => list.map(({ person }) => person.name);

describe('finding people on a board', () => {
	it('forgives accents and case', () => {
		expect(names(matching(rows, null, { search: 'asa LIND', team: '' }))).toEqual([
			'Åsa Lindström',
		]);
		expect(names(matching(rows, null, { search: 'alvarez', team: '' }))).toEqual(['José Álvarez']);
	});

	it('keeps to a team', () => {
		expect(names(matching(rows, null, { search: 'lind', team: 'Product' }))).toEqual([
			'Tom Lindqvist',
		]);
	});

	it('adds the own row when it is beyond the board, unless somebody is searched for', () => {
		const own = row('Me Myself');
		expect(names(matching(rows, own, { search: '', team: '' }))).toContain('Me Myself');
		expect(names(matching(rows, own, { search: 'tom', team: '' }))).toEqual(['Tom Lindqvist']);
		expect(matching(rows, rows[0]!, { search: '', team: '' })).toHaveLength(3);
	});
});

describe('the teams of a board', () => {
	it('are those with points and those of its people, without the none of a pseudonym', () => {
		const teams = [{ rank: 1, team: 'Engineering', points: '3', members: 2 }];
		const hidden = row('Frosty Nettle', '');
		expect(teamNames(teams, [...rows, hidden])).toEqual(['Engineering', 'Product', 'Sales']);
	});
});
