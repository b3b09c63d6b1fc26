import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Board, BoardDelta, BoardRow } from '../live/events.ts';
import { TIE_BREAKS } from '../contest/rules.ts';
import { applyDelta, applyRows, diffRows } from './delta.ts';
import { rankTable } from './rank.ts';

const row = (externalId: string, rank: number | null, more: Partial<BoardRow> = {}): BoardRow => ({
	rank,
	person: { externalId, name: externalId, team: 'blue', office: null, avatarSeed: externalId },
	points: 10,
	clicks: 1,
	engagement: 2,
	conversions: 3,
	reachedAt: '2026-11-23T10:00:00.000Z',
	movement: 0,
	...more,
});
const rows = [row('a', 1), row('b', 2), row('c', 3), row('d', null)];
const board: Board = {
	contest: 'autumn',
	phase: 'running',
	rulesVersion: 1,
	version: 7,
	frozen: false,
	rows,
	total: 4,
	teams: [],
};
const delta: BoardDelta = {
	contest: 'autumn',
	version: 9,
	since: 7,
	phase: 'frozen',
	frozen: true,
	changes: [row('b', 1, { points: 12 }), row('a', 2)],
	removed: ['d'],
	total: 3,
};

describe('what changed between two boards', () => {
	it('is nothing between equal ones', () => {
		expect(diffRows(rows, structuredClone(rows))).toEqual({ changes: [], removed: [] });
	});

	it('is the rows that are new or differ, whole, and who left', () => {
		const after = [row('b', 1, { points: 12 }), row('a', 2), row('c', 3), row('e', 4)];
		expect(diffRows(rows, after)).toEqual({
			changes: [after[0], after[1], after[3]],
			removed: ['d'],
		});
	});

	it.each<[string, Partial<BoardRow>]>([
		['rank', { rank: 2 }],
		['points', { points: 11 }],
		['clicks', { clicks: 9 }],
		['engagement', { engagement: 9 }],
		['conversions', { conversions: 9 }],
		['reachedAt', { reachedAt: null }],
		['movement', { movement: null }],
		['name', { person: { ...row('a', 1).person, name: 'Ana' } }],
		['team', { person: { ...row('a', 1).person, team: 'red' } }],
		['office', { person: { ...row('a', 1).person, office: 'Pune' } }],
		['avatar', { person: { ...row('a', 1).person, avatarSeed: 'x' } }],
	])('sees a change of %s', (_, change) => {
		const after = [row('a', 1, change)];
		expect(diffRows([row('a', 1)], after)).toEqual({ changes: after, removed: [] });
	});

	it('names the order only where ranks, points and names do not tell it', () => {
		const first = row('z', null, { clicks: 9 });
		const second = row('y', null);
		expect(diffRows([], [second, first])).not.toHaveProperty('order');
		expect(diffRows([], [row('a', 1), first, second]).order).toEqual(['a', 'z', 'y']);
		expect(
			applyRows([second, first], { changes: [], removed: [], order: ['z', 'y', 'x'] }),
		).toEqual([first, second]);
	});

	it('puts the unranked last, by points', () => {
		const after = [row('b', 1), row('z', null, { points: 99 }), row('a', null, { points: 3 })];
		expect(applyRows([], { changes: after.toReversed(), removed: [] })).toEqual(after);
		expect(diffRows([], after)).not.toHaveProperty('order');
	});
});

describe('a delta', () => {
	it('turns a board into the one after it', () => {
		expect(applyDelta(board, delta)).toEqual({
			...board,
			version: 9,
			phase: 'frozen',
			frozen: true,
			rows: [row('b', 1, { points: 12 }), row('a', 2), row('c', 3)],
			total: 3,
		});
	});

	it('brings teams when they changed', () => {
		const teams = [{ rank: 1, team: 'blue', points: '3.5', members: 2 }];
		expect(applyDelta(board, { ...delta, teams })?.teams).toEqual(teams);
		expect(applyDelta({ ...board, teams }, delta)?.teams).toEqual(teams);
	});

	it('that the board already holds changes nothing', () => {
		expect(applyDelta(board, { ...delta, since: 5, version: 7 })).toBe(board);
		expect(applyDelta(board, { ...delta, since: 3, version: 5 })).toBe(board);
	});

	it('with versions missing before it, or of another contest, is refused', () => {
		expect(applyDelta(board, { ...delta, since: 8 })).toBeNull();
		expect(applyDelta(board, { ...delta, since: 6 })).toBeNull();
		expect(applyDelta(board, { ...delta, contest: 'spring' })).toBeNull();
	});
});

describe('the law of the board', () => {
	const few = fc.integer({ min: 0, max: 3 });
	const tables = fc
		.record({
			rules: fc.record({ minClicks: few, tieBreaks: fc.shuffledSubarray([...TIE_BREAKS]) }),
			entries: fc.uniqueArray(
				fc.record({
					id: fc.constantFrom(...'abcdefgh'),
					name: fc.constantFrom('Ana', 'Bo', 'Åsa', '\uFFFD', '\u{1F600}'),
					points: few,
					clicks: few,
					engagement: few,
					conversions: few,
					reachedAt: fc.option(few.map((ms) => new Date(ms))),
					movement: fc.option(few),
					qualified: fc.boolean(),
				}),
				{ selector: ({ id }) => id },
			),
			top: fc.integer({ min: 1, max: 9 }),
		})
		.map(({ rules, entries, top }) =>
			rankTable(entries, rules)
				.slice(0, top)
				.map(({ id, name, reachedAt, qualified: _, ...rest }): BoardRow => ({
					...rest,
					person: { externalId: id, name, team: 't', office: null, avatarSeed: id },
					reachedAt: reachedAt?.toISOString() ?? null,
				})),
		);

	it('holds: rows before, with what changed, are the rows after', () => {
		fc.assert(
			fc.property(tables, tables, (before, after) => {
				const told = JSON.parse(JSON.stringify(diffRows(before, after))) as BoardDelta;
				expect(applyRows(before, told)).toEqual(after);
			}),
			{ numRuns: 500 },
		);
	});
});
