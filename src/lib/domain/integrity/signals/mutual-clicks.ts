import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/** Two people whose readers overlap share a click or two on a day; four in each direction is a habit. */
export const MUTUAL_CLICKS = 4;
/** A source that opened links of more than three people that day is a crowd (a carrier, an office), not a friend. */
export const MUTUAL_PEOPLE = 3;
/** Below two fifths of the person's day it hardly moves the table, and a void would take out mostly others. */
const SHARE = 0.4;

type Seen = Span & {
	/** The colleague's own id. */
	other: string;
	/**
	 * Counted clicks of one day (UTC) on the person's links, and on the colleague's, from the sources that opened both
	 * and links of hardly anybody else: networks by their hash, or visitors as other programs name them.
	 */
	toPerson: number;
	toOther: number;
	sources: number;
	/** All counted clicks on the person's links that day. */
	all: number;
	/** Clicks of signed-in colleagues on the person's links that day: they don't count, but they say who is about. */
	internal: number;
};

/**
 * Colleagues clicking for one another. Who of them clicks is not stored, signed in or not: what can be seen is that the
 * same few places open the links of both.
 */
export const mutualClicks = signal<Seen, Omit<Seen, 'from' | 'to'> & { from: string; to: string }>({
	evidence: z.strictObject({
		other: z.uuid(),
		...{ toPerson: amount, toOther: amount, sources: amount, all: amount, internal: amount },
		...span,
	}),
	judge(seen) {
		const { other, toPerson, toOther, sources, all, internal } = seen;
		if (Math.min(toPerson, toOther) < MUTUAL_CLICKS || toPerson < all * SHARE) return null;
		return {
			weight: weigh(toPerson + toOther, 20, 40),
			evidence: { other, toPerson, toOther, sources, all, internal, ...spanText(seen) },
		};
	},
	size: ({ toPerson }) => toPerson,
	range: ({ from, to }) => ({ of: 'person', from, to }),
	examples: {
		raises: [
			{
				title: 'four for four from the same two places',
				seen: { ...pair(), toPerson: 4, toOther: 4, all: 10 },
				weight: 1,
			},
			{
				title: 'nineteen between them',
				seen: { ...pair(), toPerson: 10, toOther: 9, all: 10 },
				weight: 1,
			},
			{
				title: 'twenty between them',
				seen: { ...pair(), toPerson: 10, toOther: 10, all: 12 },
				weight: 2,
			},
			{
				title: 'thirty-nine between them',
				seen: { ...pair(), toPerson: 20, toOther: 19, all: 22 },
				weight: 2,
			},
			{
				title: 'forty between them',
				seen: { ...pair(), toPerson: 20, toOther: 20, all: 22 },
				weight: 3,
			},
		],
		quiet: [
			{
				title: 'a few readers in common',
				seen: { ...pair(), toPerson: 3, toOther: 9, all: 5 },
			},
			{
				title: 'one helps the other, and it is not returned',
				seen: { ...pair(), toPerson: 9, toOther: 3, all: 9 },
			},
			{
				title: 'a small part of a day with many readers',
				seen: { ...pair(), toPerson: 4, toOther: 4, all: 11 },
			},
		],
	},
});

function pair() {
	const other = '0198f0aa-0000-7000-8000-000000000001';
	return { other, sources: 2, internal: 3, from: 0, to: 3_600_000 };
}
