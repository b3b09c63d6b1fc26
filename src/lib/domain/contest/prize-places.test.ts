import { describe, expect, it } from 'vitest';
import { overlapsOf, type PlacePrize } from './prize-places.ts';

const first: PlacePrize = { kind: 'place', name: 'Cup', fromPlace: 1, ranking: 'main' };
const inBracket = (bracket?: string): PlacePrize => ({ ...first, ranking: 'bracket', bracket });

describe('prizes for the same place', () => {
	it('are named by their places in the whole list, what is no prize for places counted in', () => {
		const podium = { ...first, toPlace: 3 };
		const third = { ...first, fromPlace: 3 };
		expect(overlapsOf([podium, null, third])).toEqual([{ index: 2, other: 0 }]);
	});

	it('overlap where neither names its bracket, and not with a bracket that is named', () => {
		expect(overlapsOf([inBracket(), inBracket('Pune'), inBracket()])).toEqual([
			{ index: 2, other: 0 },
		]);
	});
});
