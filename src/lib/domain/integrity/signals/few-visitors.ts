import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, type Span } from './signal.ts';

/** Fewer say nothing: an evening's clicks of somebody with a small network come from few places. */
export const FEW_CLICKS = 20;
/** Usual is one click per visitor and about 1.2 per network and day; at four each somebody comes again and again. */
export const CLICKS_EACH = 4;
/** One source that brings half of everything is enough by itself. */
const TOP_SHARE = 2;

type Seen = Span & {
	/**
	 * visitor: over the whole contest, where other programs name visitors; network: over a day (UTC), where the door
	 * hashed networks. The door's visitors have another name on every link, so that they can't be counted.
	 */
	by: 'visitor' | 'network';
	/** The person's counted clicks, on any link, that have such a source. */
	clicks: number;
	/** From how many sources they came. */
	sources: number;
	/** How many the busiest source brought. */
	top: number;
};

export const fewVisitors = signal<
	Seen,
	{
		by: 'visitor' | 'network';
		clicks: number;
		sources: number;
		top: number;
		from: string;
		to: string;
	}
>({
	evidence: z.strictObject({
		by: z.enum(['visitor', 'network']),
		...{ clicks: amount, sources: amount, top: amount },
		...span,
	}),
	judge(seen) {
		const { by, clicks, sources, top } = seen;
		const few = sources * CLICKS_EACH <= clicks;
		if (clicks < FEW_CLICKS || (!few && top * TOP_SHARE < clicks)) return null;
		const evidence = { by, clicks, sources, top, ...spanText(seen) };
		// Two reasons at once are hardly chance; ten clicks from each source still less.
		if (sources * 10 <= clicks) return { weight: 3, evidence };
		return { weight: few && top * TOP_SHARE >= clicks ? 2 : 1, evidence };
	},
	size: ({ clicks }) => clicks,
	range: ({ from, to }) => ({ of: 'person', from, to }),
	examples: {
		raises: [
			{
				title: 'five networks that bring twenty clicks',
				seen: { by: 'network', clicks: 20, sources: 5, top: 4, from: 0, to: 1 },
				weight: 1,
			},
			{
				title: 'many networks, but half of the clicks from one',
				seen: { by: 'network', clicks: 40, sources: 21, top: 20, from: 0, to: 1 },
				weight: 1,
			},
			{
				title: 'few visitors, one of them half of it',
				seen: { by: 'visitor', clicks: 24, sources: 6, top: 12, from: 0, to: 1 },
				weight: 2,
			},
			{
				title: 'three visitors for a whole contest',
				seen: { by: 'visitor', clicks: 30, sources: 3, top: 10, from: 0, to: 1 },
				weight: 3,
			},
		],
		quiet: [
			{
				title: 'a small network’s evening',
				seen: { by: 'network', clicks: 19, sources: 1, top: 19, from: 0, to: 1 },
			},
			{
				title: 'one click more per network than usual',
				seen: { by: 'network', clicks: 23, sources: 6, top: 11, from: 0, to: 1 },
			},
		],
	},
});
