import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { award, type PrizeRow } from './award.ts';
import { budgetOf, type BudgetPrize } from './budget.ts';

const place = (fromPlace: number, value: string, more: Partial<BudgetPrize> = {}): BudgetPrize => ({
	kind: 'place',
	fromPlace,
	value,
	currency: 'EUR',
	...more,
});
const threshold = (value: string, stock: number | null = null): BudgetPrize => ({
	kind: 'threshold',
	value,
	currency: 'EUR',
	stock,
});
const drawn = (winners: number, value: string, stock: number | null = null): BudgetPrize => ({
	kind: 'draw',
	winners,
	value,
	currency: 'EUR',
	stock,
});
const only = (prizes: BudgetPrize[], people: number | null) => {
	const budgets = budgetOf(prizes, people);
	expect(budgets).toHaveLength(1);
	return budgets[0]!;
};

describe('a budget', () => {
	it('adds up each currency by itself, in the order of their codes', () => {
		const sek: BudgetPrize = { ...drawn(3, '10'), currency: 'SEK' };
		expect(budgetOf([sek, drawn(2, '1.50'), drawn(1, '0.05')], 100)).toEqual([
			{ currency: 'EUR', least: '3.05', oneTie: '3.05', most: '3.05', unbounded: [] },
			{ currency: 'SEK', least: '30.00', oneTie: '30.00', most: '30.00', unbounded: [] },
		]);
		const chf: BudgetPrize = { ...drawn(1, '1'), currency: 'CHF' };
		for (const prizes of [
			[chf, drawn(1, '2'), sek],
			[drawn(1, '2'), sek, chf],
			[sek, drawn(1, '2'), chf],
		])
			expect(budgetOf(prizes, 9).map(({ currency }) => currency)).toEqual(['CHF', 'EUR', 'SEK']);
	});

	it('leaves out what has no value, no currency, or no number yet', () => {
		expect(budgetOf([], 10)).toEqual([]);
		expect(budgetOf([{ ...drawn(1, '5'), value: null }], 10)).toEqual([]);
		expect(budgetOf([{ ...drawn(1, '5'), currency: null }], 10)).toEqual([]);
		for (const typed of ['', 'E', 'EU', 'XQQ', 'EURO'])
			expect(budgetOf([{ ...drawn(1, '5'), currency: typed }], 10)).toEqual([]);
		expect(only([{ ...drawn(1, '5'), currency: ' eur' }, drawn(1, '1')], 10).least).toBe('6.00');
		for (const typed of ['5.', 'x5', '5x', '1.234', '-5'])
			expect(only([drawn(1, typed)], 10).least).toBe('0.00');
		expect(only([drawn(1, ' 5 ')], 10).least).toBe('5.00');
		expect(only([drawn(1, '0.5')], 10).least).toBe('0.50');
		expect(only([{ ...drawn(1, '5'), winners: undefined }], 10).least).toBe('5.00');
		expect(only([{ ...place(1, '5'), fromPlace: undefined }], 10).least).toBe('5.00');
	});

	it('is exact beyond the whole numbers that a double holds', () => {
		expect(only([drawn(9999, '9999999999.99')], null).most).toBe('99989999999900.01');
		expect(only([drawn(10_000, '9007199254740993')], null).most).toBe('90071992547409930000.00');
	});

	it('counts each place once, unless two share one', () => {
		const prizes = [place(1, '500'), place(2, '300'), place(3, '100', { toPlace: 10 })];
		expect(only(prizes, 100)).toEqual({
			currency: 'EUR',
			least: '1600.00',
			// Two on place 10: one piece more of 100. Two on place 1: 500 more and 300 fewer.
			oneTie: '1800.00',
			most: '50000.00',
			unbounded: [],
		});
	});

	it('takes the dearest single tie, in the same table only', () => {
		expect(only([place(1, '50'), place(2, '40')], 9).oneTie).toBe('130.00');
		expect(only([place(1, '50'), place(3, '40')], 9).oneTie).toBe('140.00');
		expect(only([place(1, '50'), place(2, '80')], 9).oneTie).toBe('210.00');
		expect(only([place(2, '10'), place(1, '50')], 9).oneTie).toBe('100.00');
		const bracket = { ranking: 'bracket' as const, bracket: 'a' };
		expect(only([place(1, '50'), place(2, '40', bracket)], 9).oneTie).toBe('140.00');
		const other = place(2, '40', { ...bracket, bracket: 'b' });
		expect(only([place(1, '50', bracket), other], 9).oneTie).toBe('140.00');
		expect(only([place(1, '50', bracket), place(2, '40', bracket)], 9).oneTie).toBe('130.00');
		expect(only([place(1, '50', { ranking: 'main' }), place(2, '40')], 9).oneTie).toBe('130.00');
	});

	it('stops at the stock', () => {
		expect(only([place(1, '50', { stock: 1 })], 9)).toMatchObject({
			least: '50.00',
			oneTie: '50.00',
			most: '50.00',
		});
		expect(only([place(1, '50', { toPlace: 3, stock: 2 })], null)).toMatchObject({
			least: '100.00',
			oneTie: '100.00',
			most: '100.00',
		});
		expect(only([place(1, '50', { toPlace: 3, stock: 4 })], null)).toMatchObject({
			least: '150.00',
			oneTie: '200.00',
			most: '200.00',
		});
		// Place 2 keeps both its pieces when its first place is skipped: the third holds one.
		const two = [place(1, '50'), place(2, '40', { toPlace: 4, stock: 2 })];
		expect(only(two, 9)).toMatchObject({ least: '130.00', oneTie: '180.00' });
		expect(only([drawn(5, '10', 3)], null)).toMatchObject({ least: '30.00', most: '30.00' });
		expect(only([threshold('7', 3)], null)).toMatchObject({ least: '0.00', most: '21.00' });
	});

	it('stops at the people there are', () => {
		expect(only([threshold('7')], 4)).toMatchObject({ least: '0.00', most: '28.00' });
		expect(only([threshold('7', 9)], 4).most).toBe('28.00');
		expect(only([drawn(5, '10')], 2)).toMatchObject({ least: '20.00', most: '20.00' });
		expect(only([place(3, '10')], 2)).toMatchObject({
			least: '0.00',
			oneTie: '0.00',
			most: '0.00',
		});
		expect(only([place(2, '10', { toPlace: 9 })], 4).least).toBe('30.00');
		expect(only([place(1, '10'), place(2, '9')], 2).oneTie).toBe('20.00');
		expect(only([place(1, '10'), place(2, '9')], 3).oneTie).toBe('28.00');
		expect(only([place(3, '10')], 5).most).toBe('30.00');
	});

	it('says which prizes have no end, by their number in the list, and why', () => {
		const prizes = [
			drawn(1, '5'),
			place(1, '5', { stock: 3 }),
			threshold('5', 3),
			threshold('5'),
			place(2, '5'),
		];
		expect(only(prizes, null)).toEqual({
			currency: 'EUR',
			least: '15.00',
			oneTie: '20.00',
			most: null,
			unbounded: [
				{ prize: 4, why: 'threshold' },
				{ prize: 5, why: 'shared_place' },
			],
		});
	});

	it('adds up prizes that name the same place, and those of other tables, each by itself', () => {
		expect(only([place(1, '5'), place(1, '7')], 10).most).toBe('120.00');
		expect(only([place(1, '5', { toPlace: 3 }), place(3, '7')], 10).most).toBe('106.00');
		expect(only([place(3, '7'), place(1, '5', { toPlace: 3 })], 10).most).toBe('106.00');
		expect(only([place(1, '7'), place(1, '5', { ranking: 'improved' })], 10).most).toBe('120.00');
		expect(only([place(1, '5'), place(2, '7')], 10).most).toBe('68.00');
	});
});

/** Every table of so many people, as ranks: who shares a place with whoever stands before. */
function tables(people: number): PrizeRow[][] {
	return Array.from({ length: 2 ** (people - 1) }, (_, ties) => {
		let rank = 1;
		return Array.from({ length: people }, (__, i) => {
			if (i > 0 && ((ties >> (i - 1)) & 1) === 0) rank = i + 1;
			return { person: `p${i}`, rank, points: 0 };
		});
	});
}

function dearest(prizes: BudgetPrize[], people: number): number {
	const rules = prizes.map(({ fromPlace, toPlace, stock }) => ({
		kind: 'place' as const,
		fromPlace: fromPlace ?? 1,
		toPlace,
		stock,
	}));
	const costs = tables(people).map((main) =>
		award(rules, { main }, 'seed').reduce(
			(sum, { winners }, i) => sum + winners.length * Number(prizes[i]!.value),
			0,
		),
	);
	return Math.max(...costs);
}

describe('the most that places cost, against every table there can be', () => {
	const PEOPLE = 7;
	const someOf = (stock: fc.Arbitrary<number | null>) =>
		fc.array(
			fc.record({
				width: fc.integer({ min: 1, max: 3 }),
				gap: fc.integer({ min: 0, max: 2 }),
				value: fc.integer({ min: 0, max: 9 }),
				stock,
			}),
			{ minLength: 1, maxLength: 3 },
		);
	const inARow = (some: { width: number; gap: number; value: number; stock: number | null }[]) => {
		let at = 1;
		return some.map(({ width, gap, value, stock }) => {
			const from = at + gap;
			at = from + width;
			return place(from, String(value), { toPlace: at - 1, stock });
		});
	};

	it('is what the dearest table costs', () => {
		fc.assert(
			fc.property(someOf(fc.constant(null)), (some) => {
				const prizes = inARow(some);
				expect(Number(only(prizes, PEOPLE).most)).toBe(dearest(prizes, PEOPLE));
			}),
			{ numRuns: 150 },
		);
	});

	it('is never less with a stock', () => {
		fc.assert(
			fc.property(someOf(fc.option(fc.integer({ min: 1, max: 5 }))), (some) => {
				const prizes = inARow(some);
				expect(Number(only(prizes, PEOPLE).most)).toBeGreaterThanOrEqual(dearest(prizes, PEOPLE));
			}),
			{ numRuns: 150 },
		);
	});
});
