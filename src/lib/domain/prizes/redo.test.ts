import { describe, expect, it } from 'vitest';
import { draw, lotOf, seedHash } from './draw.ts';
import { findLot, redoDraw, type DrawList } from './redo.ts';

const ids = ['anna', 'bo', 'chitra', 'davide'];
const order = ['davide', 'chitra', 'bo', 'anna'];
const seed = 'a seed for the books';
const list: DrawList = {
	contest: 'autumn',
	prize: 4,
	name: 'Mug',
	seed,
	seedHash: seedHash(seed),
	winners: 2,
	lotsOnly: false,
	entrants: ids.map((id) => ({ id, name: id.toUpperCase() })),
	drawn: order.slice(0, 2),
};
/** As a stranger gets it: other names, and lots. */
const hidden: DrawList = {
	...list,
	lotsOnly: true,
	entrants: ids.map((id, i) => ({ id: `p-${i}`, name: `p-${i}`, lot: lotOf(seed, 4, id) })),
	drawn: ['p-3', 'p-2'],
};

describe('a draw done again', () => {
	it('gives the same people in the same order, by name', () => {
		expect(redoDraw(list)).toEqual({
			seedFits: true,
			same: true,
			winners: draw(seed, 4, ids, 2).map(({ id, lot }) => ({ id, name: id.toUpperCase(), lot })),
		});
		expect(redoDraw(list).winners.map(({ id }) => id)).toEqual(['davide', 'chitra']);
	});

	it('tells a seed that is not the published one', () => {
		expect(redoDraw({ ...list, seedHash: seedHash('another') }).seedFits).toBe(false);
	});

	it.each([
		['other people', ['davide', 'bo']],
		['another order', ['chitra', 'davide']],
		['fewer', ['davide']],
		['more', ['davide', 'chitra', 'bo']],
		['nobody', []],
	])('tells when %s were drawn', (_, drawn) => {
		expect(redoDraw({ ...list, drawn }).same).toBe(false);
	});

	it('goes by the lots alone where ids are not told', () => {
		expect(redoDraw(hidden)).toMatchObject({
			seedFits: true,
			same: true,
			winners: [
				{ id: 'p-3', name: 'p-3', lot: lotOf(seed, 4, 'davide') },
				{ id: 'p-2', name: 'p-2' },
			],
		});
		expect(redoDraw({ ...hidden, drawn: ['p-3', 'p-1'] }).same).toBe(false);
	});

	it('finds one’s own lot by one’s own id', () => {
		expect(findLot(hidden, 'davide')).toEqual({ lot: lotOf(seed, 4, 'davide'), place: 1 });
		expect(findLot(hidden, 'anna')).toMatchObject({ place: 4 });
		expect(findLot(hidden, 'eva')).toBe(null);
		expect(findLot({ ...hidden, entrants: [] }, 'anna')).toBe(null);
	});

	it('finds no lot in a list that tells ids in place of lots', () => {
		expect(findLot(list, 'anna')).toBe(null);
	});

	it('of nobody is nobody', () => {
		expect(redoDraw({ ...list, entrants: [], drawn: [] })).toMatchObject({
			same: true,
			winners: [],
		});
	});
});
