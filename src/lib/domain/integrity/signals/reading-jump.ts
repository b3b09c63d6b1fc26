import { z } from 'zod';
import { ENGAGEMENT } from '../../contest/rules.ts';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/** Less is a good afternoon, or a reading that was late. */
export const JUMP_UNITS = 50;
/** Faster than a company's post that spreads: those of employees seldom see more than twenty likes in their best hour. */
export const JUMP_PER_HOUR = 50;
/** Two readings may come minutes apart: within a quarter of an hour nothing is measured. */
const LEAST_HOURS = 0.25;
const HOUR_MS = 3_600_000;

type Seen = Span & {
	metric: (typeof ENGAGEMENT)[number];
	/** The running maximum before, and with, the reading; `from` is when the one before was read, or when it was shared. */
	before: number;
	after: number;
	/** Counted clicks on the link in between. */
	clicks: number;
};

/** Readings that jump: a total that at least doubles, by fifty or more, faster than readers come. */
export const readingJump = signal<
	Seen,
	Omit<Seen, 'from' | 'to'> & { units: number; hours: number; from: string; to: string }
>({
	evidence: z.strictObject({
		metric: z.enum(ENGAGEMENT),
		...{ before: amount, after: amount, units: amount, clicks: amount },
		hours: z.number().min(0),
		...span,
	}),
	judge(seen) {
		const { metric, before, after, clicks, from, to } = seen;
		const units = after - before;
		const hours = Math.max((to - from) / HOUR_MS, LEAST_HOURS);
		if (units < JUMP_UNITS || units < before || units < hours * JUMP_PER_HOUR) return null;
		return {
			weight: weigh(units, 150, 500),
			evidence: {
				...{ metric, before, after, units, clicks },
				hours: Math.round(hours * 10) / 10,
				...spanText(seen),
			},
		};
	},
	size: ({ units }) => units,
	range: () => null,
	examples: {
		raises: [
			{ title: 'fifty likes in an hour, from nothing', seen: jump(0, 50, 1), weight: 1 },
			{ title: 'twice as many within the hour', seen: jump(60, 120, 1), weight: 1 },
			{ title: 'a hundred and forty-nine', seen: jump(10, 159, 1), weight: 1 },
			{ title: 'a hundred and fifty in three hours', seen: jump(10, 160, 3), weight: 2 },
			{ title: 'four hundred and ninety-nine', seen: jump(0, 499, 5), weight: 2 },
			{ title: 'bought by the thousand', seen: jump(300, 800, 0.01), weight: 3 },
		],
		quiet: [
			{ title: 'a good afternoon', seen: jump(0, 49, 0.1) },
			{ title: 'a popular post that stays popular', seen: jump(300, 599, 1) },
			{ title: 'a first reading after a week', seen: jump(0, 149, 3) },
			{ title: 'a total that falls', seen: jump(90, 20, 1) },
		],
	},
});

function jump(before: number, after: number, hours: number): Seen {
	return { metric: 'like', before, after, clicks: 2, from: 0, to: hours * HOUR_MS };
}
