import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/**
 * A link is made when its owner presses "share": then the post is still to be pasted, published, shown and noticed.
 * Previews by networks are told apart before (verdict bot).
 */
export const QUICK_SECONDS = 20;
/** One or two are the owner's own try in another browser, or a colleague beside. */
export const QUICK_CLICKS = 5;

type Seen = Span & {
	/** Counted clicks within 20 s of sharing. */
	clicks: number;
	/** Counted clicks on the link in all. */
	all: number;
};

export const quickClicks = signal<
	Seen,
	{ clicks: number; all: number; seconds: number; from: string; to: string }
>({
	evidence: z.strictObject({ clicks: amount, all: amount, seconds: amount, ...span }),
	judge: (seen) =>
		seen.clicks < QUICK_CLICKS
			? null
			: {
					weight: weigh(seen.clicks, 10, 20),
					evidence: {
						clicks: seen.clicks,
						all: seen.all,
						seconds: Math.ceil((seen.to - seen.from) / 1000),
						...spanText(seen),
					},
				},
	size: ({ clicks }) => clicks,
	range: ({ from, to }) => ({ of: 'link', from, to }),
	examples: {
		raises: [
			{
				title: 'five before anybody can have read it',
				seen: { clicks: 5, all: 80, from: 0, to: 17_001 },
				weight: 1,
			},
			{ title: 'nine', seen: { clicks: 9, all: 9, from: 0, to: 12_000 }, weight: 1 },
			{ title: 'ten', seen: { clicks: 10, all: 12, from: 0, to: 12_000 }, weight: 2 },
			{ title: 'nineteen', seen: { clicks: 19, all: 19, from: 0, to: 5_000 }, weight: 2 },
			{
				title: 'a script that waits',
				seen: { clicks: 20, all: 20, from: 0, to: 5_000 },
				weight: 3,
			},
		],
		quiet: [
			{
				title: 'the owner’s own try and three colleagues around the table',
				seen: { clicks: 4, all: 300, from: 0, to: 19_000 },
			},
		],
	},
});
