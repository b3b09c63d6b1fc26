import { describe, expect, it } from 'vitest';
import { increments } from './readings.ts';

const box = { startsAt: new Date(100), endsAt: new Date(200) };
const inContest = { ...box, sharedAt: new Date(100) };
const before = { ...box, sharedAt: new Date(99) };
const reading = (at: number, total: number, id = `r${at}`) => ({ id, at: new Date(at), total });
const units = (...args: Parameters<typeof increments>) =>
	increments(...args).map((found) => found.units);

describe('readings', () => {
	it('give the increments of their running maximum', () => {
		const list = [reading(101, 6), reading(102, 10), reading(103, 7), reading(104, 12)];
		expect(increments(list, inContest)).toEqual([
			{ id: 'r101', at: new Date(101), units: 6 },
			{ id: 'r102', at: new Date(102), units: 4 },
			{ id: 'r103', at: new Date(103), units: 0 },
			{ id: 'r104', at: new Date(104), units: 2 },
		]);
	});

	it('may come in any order and repeatedly; at one instant the id decides', () => {
		const list = [reading(104, 12), reading(101, 3, 'b'), reading(101, 5, 'a'), reading(104, 12)];
		expect(increments(list, inContest).map(({ id, units: n }) => [id, n])).toEqual([
			['a', 5],
			['b', 0],
			['r104', 7],
		]);
	});

	it('count inside the half-open box only', () => {
		const list = [reading(99, 4), reading(100, 6), reading(199, 7), reading(200, 50)];
		expect(units(list, inContest)).toEqual([6, 1]);
		expect(units(list, before)).toEqual([2, 1]);
	});

	it('before the start serve a link shared in the contest for nothing', () => {
		expect(units([reading(90, 40), reading(110, 45)], inContest)).toEqual([45]);
	});

	it('before the start give a link shared earlier its base, their highest', () => {
		expect(units([reading(80, 9), reading(90, 4), reading(110, 11)], before)).toEqual([2]);
		expect(units([reading(80, 9), reading(90, 4), reading(110, 7)], before)).toEqual([0]);
	});

	it('of a link shared earlier without any before start from the first inside', () => {
		expect(units([reading(110, 30), reading(120, 34), reading(130, 20)], before)).toEqual([
			0, 4, 0,
		]);
	});

	it('that come late change the increments of those after them', () => {
		expect(units([reading(110, 30), reading(130, 34)], before)).toEqual([0, 4]);
		expect(units([reading(110, 30), reading(130, 34), reading(90, 28)], before)).toEqual([2, 4]);
		expect(units([reading(110, 30), reading(130, 34), reading(120, 40)], before)).toEqual([
			0, 10, 0,
		]);
	});

	it('of zero give nothing and can be a base', () => {
		expect(units([reading(90, 0), reading(110, 3)], before)).toEqual([3]);
		expect(units([reading(110, 0), reading(120, 3)], before)).toEqual([0, 3]);
		expect(units([], inContest)).toEqual([]);
	});
});
