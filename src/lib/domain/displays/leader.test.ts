import { describe, expect, it } from 'vitest';
import type { Board } from '../live/events.ts';
import { lookAtLeader } from './leader.ts';

const board = (rank: number | null, externalId: string, contest = 'cup') =>
	({ contest, rows: [{ rank, person: { externalId } }] }) as unknown as Board;

describe('what a screen knows of the lead', () => {
	it('is nobody before whom it saw first, and whoever comes after them since then', () => {
		const first = lookAtLeader(board(1, 'mira'), null, 10);
		expect(first).toEqual({ contest: 'cup', leader: 'mira', since: null });
		expect(lookAtLeader(board(1, 'mira'), first, 20)).toBe(first);
		const second = lookAtLeader(board(1, 'jonas'), first, 30);
		expect(second).toEqual({ contest: 'cup', leader: 'jonas', since: 30 });
		expect(lookAtLeader(board(1, 'jonas'), second, 40)).toBe(second);
	});

	it('is whoever led last while nobody has a rank', () => {
		const first = lookAtLeader(board(1, 'mira'), null, 10);
		expect(lookAtLeader(board(null, 'jonas'), first, 20)).toBe(first);
		expect(lookAtLeader({ contest: 'cup', rows: [] }, first, 20)).toBe(first);
		expect(lookAtLeader({ contest: 'cup', rows: [] }, null, 20)).toBeNull();
	});

	it('says nothing of another contest', () => {
		const seen = lookAtLeader(board(1, 'mira'), null, 10);
		const other = lookAtLeader(board(1, 'jonas', 'next'), seen, 20);
		expect(other).toEqual({ contest: 'next', leader: 'jonas', since: null });
		expect(lookAtLeader({ contest: 'next', rows: [] }, seen, 20)).toBeNull();
	});
});
