import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/** Long enough for a script that takes its time, short enough that a lecture hall does not fill it by itself. */
export const BURST_MINUTES = 10;
/**
 * Every counted click is another browser or machine. Twelve of them within ten minutes behind one /24 or /48 is more than
 * a family or a small office has; a customer's whole department that opens a mail together does reach it.
 */
export const BURST_CLICKS = 12;
/** A post that spreads has clicks from everywhere, and a carrier's many among them: at least half must be the network's. */
const SHARE = 2;

type Seen = Span & {
	/** Counted clicks on one link from one network in the densest ten minutes of a day. */
	clicks: number;
	/** Counted clicks on the link from elsewhere in the same time. */
	others: number;
};

export const networkBurst = signal<
	Seen,
	{ clicks: number; others: number; from: string; to: string }
>({
	evidence: z.strictObject({ clicks: amount, others: amount, ...span }),
	judge: (seen) =>
		seen.clicks < BURST_CLICKS || seen.clicks * SHARE < seen.clicks + seen.others
			? null
			: {
					weight: weigh(seen.clicks, 20, 40),
					evidence: { clicks: seen.clicks, others: seen.others, ...spanText(seen) },
				},
	size: ({ clicks }) => clicks,
	range: ({ from, to }) => ({ of: 'link', from, to }),
	examples: {
		raises: [
			{
				title: 'a dozen browsers behind one network, half of all that came',
				seen: { clicks: 12, others: 12, from: 0, to: 600_000 },
				weight: 1,
			},
			{
				title: 'nearly two dozen and nobody else',
				seen: { clicks: 20, others: 0, from: 0, to: 90_000 },
				weight: 2,
			},
			{
				title: 'a script through forty browsers',
				seen: { clicks: 40, others: 3, from: 0, to: 500_000 },
				weight: 3,
			},
			{
				title: 'just short of two dozen',
				seen: { clicks: 19, others: 0, from: 0, to: 90_000 },
				weight: 1,
			},
			{
				title: 'just short of forty',
				seen: { clicks: 39, others: 0, from: 0, to: 90_000 },
				weight: 2,
			},
		],
		quiet: [
			{
				title: 'a family and its visitors',
				seen: { clicks: 11, others: 0, from: 0, to: 600_000 },
			},
			{
				title: 'a carrier’s readers of a post that spreads',
				seen: { clicks: 30, others: 31, from: 0, to: 600_000 },
			},
		],
	},
});
