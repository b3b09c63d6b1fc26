import { describe, expect, it } from 'vitest';
import { settleAwards, type HeldAward } from './settle.ts';

const held = (id: string, personId: string, more: Partial<HeldAward> = {}): HeldAward => ({
	id,
	prizeId: 'mug',
	personId,
	slot: 1,
	state: 'offered',
	note: null,
	passedTo: null,
	...more,
});
const mug = (...people: string[]) => [
	{ prizeId: 'mug', winners: people.map((personId, i) => ({ personId, place: i + 1 })) },
];

const quiet = { reopened: [], closed: [] };

describe('a first result', () => {
	it('offers each winner a piece of their own', () => {
		const won = [
			...mug('anna', 'bo'),
			{ prizeId: 'cup', winners: [{ personId: 'bo', place: null }] },
		];
		expect(settleAwards([], won)).toEqual({
			offers: [
				{ prizeId: 'mug', personId: 'anna', slot: 1, place: 1 },
				{ prizeId: 'mug', personId: 'bo', slot: 2, place: 2 },
				{ prizeId: 'cup', personId: 'bo', slot: 1, place: null },
			],
			withdrawn: [],
			places: [],
			...quiet,
		});
	});
});

describe('a correction', () => {
	it('leaves who wins as before as they are, with their new place', () => {
		const before = [held('1', 'anna', { state: 'approved' }), held('2', 'bo', { slot: 2 })];
		expect(settleAwards(before, mug('bo', 'anna'))).toEqual({
			offers: [],
			withdrawn: [],
			places: [
				{ id: '2', place: 1 },
				{ id: '1', place: 2 },
			],
			...quiet,
		});
	});

	it('takes back what nobody wins any more and offers it, the same piece, to who does', () => {
		for (const state of ['offered', 'accepted', 'approved'] as const)
			expect(settleAwards([held('1', 'anna', { state })], mug('bo'))).toEqual({
				offers: [{ prizeId: 'mug', personId: 'bo', slot: 1, place: 1 }],
				withdrawn: ['1'],
				places: [],
				...quiet,
			});
	});

	it('takes back a prize that is not in the new result at all', () => {
		expect(settleAwards([held('1', 'anna')], []).withdrawn).toEqual(['1']);
	});

	it('leaves what is handed over, and offers another piece', () => {
		const before = [
			held('1', 'anna', { state: 'handed_over' }),
			held('2', 'bo', { slot: 2, state: 'handed_over' }),
		];
		expect(settleAwards(before, mug('chitra', 'bo', 'davide'))).toEqual({
			offers: [
				{ prizeId: 'mug', personId: 'chitra', slot: 3, place: 1 },
				{ prizeId: 'mug', personId: 'davide', slot: 4, place: 3 },
			],
			withdrawn: [],
			places: [{ id: '2', place: 2 }],
			...quiet,
		});
	});

	it('does not offer again what was declined or withdrawn for a reason', () => {
		const declined = held('1', 'anna', { state: 'declined' });
		const withdrawn = held('1', 'anna', { state: 'withdrawn', note: 'Has left.' });
		for (const award of [declined, withdrawn])
			expect(settleAwards([award], mug('anna'))).toEqual({
				offers: [],
				withdrawn: [],
				places: [],
				...quiet,
			});
	});

	it('leaves what was passed on, over however many, with who has it', () => {
		const before = [
			held('1', 'anna', { state: 'declined', passedTo: '2' }),
			held('2', 'bo', { state: 'withdrawn', note: 'No answer.', passedTo: '3' }),
			held('3', 'chitra', { state: 'accepted' }),
		];
		expect(settleAwards(before, mug('anna'))).toEqual({
			...{ offers: [], withdrawn: [], places: [] },
			...quiet,
		});
		expect(settleAwards(before, mug('davide'))).toEqual({
			offers: [{ prizeId: 'mug', personId: 'davide', slot: 1, place: 1 }],
			withdrawn: ['3'],
			places: [],
			...quiet,
		});
	});

	it('offers again what an earlier correction took back', () => {
		const before = [held('1', 'anna', { state: 'withdrawn' }), held('2', 'bo')];
		expect(settleAwards(before, mug('anna'))).toEqual({
			offers: [{ prizeId: 'mug', personId: 'anna', slot: 1, place: 1 }],
			withdrawn: ['2'],
			places: [],
			...quiet,
		});
	});

	it('goes by the last that happened where somebody had it twice', () => {
		const before = [
			held('1', 'anna', { state: 'withdrawn' }),
			held('2', 'anna', { state: 'declined', passedTo: '3' }),
			held('3', 'bo'),
		];
		expect(settleAwards(before, mug('anna')).withdrawn).toEqual([]);
		const again = [held('1', 'anna', { state: 'declined' }), held('2', 'anna', { slot: 2 })];
		expect(settleAwards(again, mug('anna')).places).toEqual([{ id: '2', place: 1 }]);
	});

	it('gives a refused piece on again where who had it now wins one of their own', () => {
		const before = [
			held('1', 'anna', { state: 'declined', passedTo: '2' }),
			held('2', 'bo', { state: 'declined', passedTo: '3' }),
			held('3', 'chitra'),
			held('4', 'davide', { slot: 2, state: 'handed_over' }),
		];
		expect(settleAwards(before, mug('chitra', 'anna', 'bo'))).toEqual({
			offers: [],
			withdrawn: [],
			places: [{ id: '3', place: 1 }],
			reopened: [
				{ id: '1', slot: 3 },
				{ id: '2', slot: 4 },
			],
			closed: [],
		});
		const chitraToo = settleAwards(before, mug('chitra', 'anna'));
		expect(chitraToo.reopened).toEqual([{ id: '2', slot: 3 }]);
	});

	it('gives a refused piece on again where an earlier correction took it from who had it', () => {
		const before = [
			held('1', 'anna', { state: 'declined', passedTo: '2' }),
			held('2', 'bo', { state: 'withdrawn' }),
		];
		expect(settleAwards(before, mug('anna'))).toEqual({
			...{ offers: [], withdrawn: [], places: [] },
			...{ reopened: [{ id: '1', slot: 1 }], closed: [] },
		});
	});

	it('keeps the number of a refused piece that waits for the next in line', () => {
		const before = [held('1', 'anna', { state: 'declined' })];
		const settled = settleAwards(before, mug('bo', 'anna'));
		expect(settled.offers).toEqual([{ prizeId: 'mug', personId: 'bo', slot: 2, place: 1 }]);
		expect(settled.closed).toEqual([]);
	});

	it('lets nobody have a refused piece that nobody wins, until it is won again', () => {
		const declined = held('1', 'anna', { state: 'declined' });
		const gone = settleAwards([declined], mug('bo'));
		expect(gone.closed).toEqual(['1']);
		expect(gone.offers[0]?.slot).toBe(1);
		const later = settleAwards([{ ...declined, slot: 0 }, held('2', 'bo')], mug('bo', 'anna'));
		expect(later.reopened).toEqual([{ id: '1', slot: 2 }]);
		expect(settleAwards([{ ...declined, slot: 0 }], mug('bo')).closed).toEqual([]);
	});
});
