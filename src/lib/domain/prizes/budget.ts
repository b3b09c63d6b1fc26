import type { PrizeView } from '../contest/view.ts';
import { CURRENCIES } from '../money.ts';

/** What a budget needs to know of a prize; a PrizeView and a parsed prize of new-contest.ts have it. */
export type BudgetPrize = Pick<PrizeView, 'kind'> & {
	value?: string | null | undefined;
	currency?: string | null | undefined;
	ranking?: PrizeView['ranking'];
	bracket?: string | null | undefined;
	stock?: number | null | undefined;
	fromPlace?: number | null | undefined;
	toPlace?: number | null | undefined;
	winners?: number | null | undefined;
};

/** What the prizes of one currency come to. Money is a decimal string with two decimals. */
export type Budget = {
	currency: string;
	/** Every place has one holder, every draw is full, nobody reaches a threshold. */
	least: string;
	/** The same with the dearest single place that two people share. */
	oneTie: string;
	/** Whatever the table looks like, it is not more; null when that has no end. */
	most: string | null;
	/** Which prizes (from 1, in the list's order) have no end, and why. */
	unbounded: { prize: number; why: 'threshold' | 'shared_place' }[];
};

type Priced = BudgetPrize & {
	number: number;
	cents: bigint;
	stock: number;
	from: number;
	to: number;
};

/**
 * What a contest's prizes cost, by currency in the order of the code; prizes without a value cost nothing, nor do those
 * whose currency is still being typed. `people` is how many may compete at most: everybody may share a place and everybody
 * may reach a threshold. Null is not known, and then whatever has no stock has no end.
 *
 * `most` is exact where places have no stock and do not overlap; with stock it may be more than any table can bring about,
 * never less.
 */
export function budgetOf(prizes: readonly BudgetPrize[], people: number | null): Budget[] {
	const byCurrency = new Map<string, Priced[]>();
	for (const [i, prize] of prizes.entries()) {
		const currency = prize.currency?.trim().toUpperCase() ?? '';
		if (!prize.value || !CURRENCIES.has(currency)) continue;
		const list = byCurrency.get(currency) ?? [];
		list.push(priced({ ...prize, value: prize.value }, i + 1, people));
		byCurrency.set(currency, list);
	}
	return [...byCurrency]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([currency, list]) => budgetIn(currency, list, people));
}

function priced(
	prize: BudgetPrize & { value: string },
	number: number,
	people: number | null,
): Priced {
	const from = prize.fromPlace ?? 1;
	return {
		...prize,
		number,
		cents: cents(prize.value),
		stock: Math.min(prize.stock ?? Infinity, people ?? Infinity),
		from,
		to: prize.toPlace ?? from,
	};
}

function budgetIn(currency: string, list: Priced[], people: number | null): Budget {
	const places = list.filter(({ kind }) => kind === 'place');
	const draws = list.filter(({ kind }) => kind === 'draw');
	const thresholds = list.filter(({ kind }) => kind === 'threshold');
	const planned = ({ from, to, stock }: Priced) =>
		Math.max(0, Math.min(Math.min(to, people ?? Infinity) - from + 1, stock));
	const drawn = sum(draws, ({ winners, stock }) => Math.min(winners ?? 1, stock));
	const least = sum(places, planned) + drawn;
	const unbounded = list
		.filter(({ kind, stock }) => kind !== 'draw' && stock === Infinity)
		.map(({ number, kind }) => ({
			prize: number,
			why: kind === 'threshold' ? ('threshold' as const) : ('shared_place' as const),
		}));
	return {
		currency,
		least: decimal(least),
		oneTie: decimal(least + dearestTie(places, planned, people)),
		most:
			unbounded.length > 0
				? null
				: decimal(sum(thresholds, ({ stock }) => stock) + drawn + mostOfPlaces(places, people)),
		unbounded,
	};
}

/** Two people share the last place of a prize: one piece more of it, one fewer of the prize for the place that is skipped. */
function dearestTie(
	places: Priced[],
	planned: (prize: Priced) => number,
	people: number | null,
): bigint {
	let dearest = 0n;
	for (const prize of places) {
		if (planned(prize) === prize.stock || prize.to >= (people ?? Infinity)) continue;
		let more = prize.cents;
		for (const next of places) {
			if (!sameTable(next, prize) || next.from > prize.to + 1 || next.to <= prize.to) continue;
			if (planned(next) > Math.min(next.to - next.from, next.stock)) more -= next.cents;
		}
		if (more > dearest) dearest = more;
	}
	return dearest;
}

const sameTable = (a: Priced, b: Priced) => tableOf(a) === tableOf(b);
const tableOf = ({ ranking, bracket }: Priced) => `${ranking ?? 'main'}:${bracket ?? ''}`;

function mostOfPlaces(places: Priced[], people: number | null): bigint {
	const layers: Priced[][] = [];
	for (const prize of places) {
		// Whoever holds a place that two prizes name wins both: each of them is added up by itself.
		const layer = layers.find((one) => one.every((other) => mayShare(other, prize)));
		if (layer) layer.push(prize);
		else layers.push([prize]);
	}
	return layers.reduce((total, layer) => total + mostOfTable(layer, people), 0n);
}

const mayShare = (a: Priced, b: Priced) => sameTable(a, b) && (a.to < b.from || b.to < a.from);

/**
 * The most that one table's places can cost. Whoever stands n-th in it, shared places or not, wins a prize whose first place
 * is n or before, so that of the prizes from place p on at most `people - p + 1` pieces go out: dearest first, as many of
 * each as these limits leave (a greedy choice in a matroid, so nothing dearer fits).
 */
function mostOfTable(places: Priced[], people: number | null): bigint {
	const given: { from: number; count: number }[] = [];
	let total = 0n;
	for (const prize of places.toSorted((a, b) => (a.cents > b.cents ? -1 : 1))) {
		let count = prize.stock;
		for (const { from } of places.filter((other) => other.from <= prize.from)) {
			const taken = given.reduce((n, one) => (one.from >= from ? n + one.count : n), 0);
			const room = (people ?? Infinity) - from + 1 - taken;
			count = Math.max(0, Math.min(count, room));
		}
		given.push({ from: prize.from, count });
		total += prize.cents * BigInt(count);
	}
	return total;
}

function sum(prizes: Priced[], pieces: (prize: Priced) => number): bigint {
	return prizes.reduce((total, prize) => total + prize.cents * BigInt(pieces(prize)), 0n);
}

/** Hundredths of a decimal string with at most two decimals; a value that is still being typed counts as nothing. */
function cents(value: string): bigint {
	const [, whole, part = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(value.trim()) ?? [];
	return whole === undefined ? 0n : BigInt(whole + part.padEnd(2, '0'));
}

function decimal(amount: bigint): string {
	const digits = amount.toString().padStart(3, '0');
	return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
