import { describe, expect, it } from 'vitest';
import { applyDelta } from '#lib/domain/leaderboard/delta.ts';
import type { Board } from '#lib/domain/live/events.ts';
import { isOwnOrigin } from './origin.ts';
import { Rate } from './rate.ts';
import { Room, SHARD_SIZE } from './room.ts';

const board = (over: Partial<Board>): Board => ({
	contest: 'spring',
	phase: 'running',
	rulesVersion: 1,
	version: 3,
	frozen: false,
	rows: [],
	total: 0,
	teams: [{ rank: 1, team: 'Blue', points: '4', members: 2 }],
	...over,
});

describe('a room', () => {
	it('deals its watchers to shards and takes freed seats first', () => {
		const room = new Room('c', 'public', 50, board({}), 'boards');
		const seats = Array.from({ length: SHARD_SIZE + 1 }, () => room.enter());
		expect(new Set(seats).size).toBe(2);
		expect(room.shards()).toHaveLength(2);
		room.leave(seats[0]!);
		expect(room.enter()).toBe(seats[0]);
		for (const seat of seats) room.leave(seat);
		expect(room.empty).toBe(true);
	});

	it('gives a delta that leads from the board before to the one after, and none without news', () => {
		const before = board({});
		const room = new Room('c', 'public', 50, before, 'boards');
		expect(room.advance(board({}))).toBeNull();
		const after = board({ version: 7, phase: 'frozen', frozen: true });
		const delta = room.advance(after)!;
		expect(delta).not.toHaveProperty('teams');
		expect(applyDelta(before, delta)).toEqual(after);
	});

	it('has everybody ask anew under other rules', () => {
		const before = board({});
		const room = new Room('c', 'public', 50, before, 'boards');
		const delta = room.advance(board({ version: 4, rulesVersion: 2 }))!;
		expect(applyDelta(before, delta)).toBeNull();
	});
});

describe('a rate', () => {
	it('lets a burst through, then so many a second', () => {
		const rate = new Rate(3, 2, 0);
		expect([1, 2, 3, 4].map(() => rate.take(0))).toEqual([true, true, true, false]);
		expect([500, 500, 1_000].map((now) => rate.take(now))).toEqual([true, false, true]);
	});
});

describe('an origin', () => {
	it.each([
		['https://laurel.example', true],
		['http://10.0.0.5:3000', true],
		['https://laurel.example.evil.example', false],
		['https://evil.example', false],
		['null', false],
		[undefined, true],
	])('%s may be ours: %s', (origin, own) => {
		const req = { headers: { origin, host: '10.0.0.5:3000' } };
		expect(isOwnOrigin(req, 'https://laurel.example')).toBe(own);
	});
});
