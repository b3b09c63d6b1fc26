import { expect, it } from 'vitest';
import { needsSecond } from './limit.ts';

const asked = (points: number, earlier = 0, limit: number | null = 100, isOwn = false) =>
	needsSecond({ points, earlier, limit, isOwn });

it('one owner may give or take as much as the limit, and no more', () => {
	expect([asked(100), asked(-100), asked(101), asked(-101)]).toEqual([false, false, true, true]);
});

it('many small adjustments are no way round', () => {
	expect([asked(40, 60), asked(41, 60), asked(-41, -60), asked(1, 100)]).toEqual([
		false,
		true,
		true,
		true,
	]);
});

it('taking back what one gave needs nobody else, unless it is large by itself', () => {
	expect([asked(-60, 180), asked(60, -180), asked(-130, 180), asked(-100, 50)]).toEqual([
		false,
		false,
		true,
		false,
	]);
});

it('without a limit, and at a limit of 0, it is all or nothing', () => {
	expect([asked(1_000_000, 0, null), asked(1, 0, 0), asked(0, 0, 0)]).toEqual([false, true, false]);
});

it('nobody gives points to themselves alone', () => {
	expect([asked(1, 0, 100, true), asked(1, 0, null, true)]).toEqual([true, true]);
});
