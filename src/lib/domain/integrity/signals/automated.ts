import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/**
 * A reader who opens one post after another needs some seconds for each; a scanner that was sent a page or a mail opens
 * all of its links at once, with a browser's name and from a data centre.
 */
export const SWEEP_SECONDS = 10;
export const SWEEP_LINKS = 6;
/**
 * People come at random: the gaps between them vary as much as their mean (deviation 1). Fifteen clicks of one hour whose
 * gaps deviate by a quarter of their mean don't happen; a script with a little jitter has 0.1 to 0.2.
 */
export const EVEN_CLICKS = 15;
export const EVEN_DEVIATION = 0.25;
/** Below a second the clock's own grain, or an import's, makes gaps look alike. */
export const EVEN_GAP_SECONDS = 1;

type Seen = Span &
	(
		| {
				kind: 'sweep';
				/** The person's links that one network, or visitor, opened within ten seconds; counted clicks. */
				links: number;
		  }
		| {
				kind: 'even';
				/** Counted clicks on one link within one hour. */
				clicks: number;
				/** Mean of the gaps between them, in seconds. */
				gapSeconds: number;
				/** Standard deviation of the gaps, as a part of their mean. */
				deviation: number;
		  }
	);

type Evidence = { from: string; to: string } & (
	| { kind: 'sweep'; links: number; seconds: number }
	| { kind: 'even'; clicks: number; gapSeconds: number; deviation: number }
);

/**
 * Data-centre and scanner patterns, by what they do: there is no list of data centres' networks to compare with. Robots
 * that say what they are have the verdict bot, and never come here.
 */
export const automated = signal<Seen, Evidence>({
	evidence: z.discriminatedUnion('kind', [
		z.strictObject({ kind: z.literal('sweep'), links: amount, seconds: amount, ...span }),
		z.strictObject({
			kind: z.literal('even'),
			clicks: amount,
			gapSeconds: z.number().min(0),
			deviation: z.number().min(0),
			...span,
		}),
	]),
	judge(seen) {
		if (seen.kind === 'sweep') {
			if (seen.links < SWEEP_LINKS) return null;
			const seconds = Math.ceil((seen.to - seen.from) / 1000);
			return {
				weight: weigh(seen.links, 10, 20),
				evidence: { kind: 'sweep', links: seen.links, seconds, ...spanText(seen) },
			};
		}
		const { clicks, gapSeconds, deviation } = seen;
		if (clicks < EVEN_CLICKS || deviation > EVEN_DEVIATION || gapSeconds < EVEN_GAP_SECONDS)
			return null;
		return {
			weight: weigh(clicks, 25, 50),
			evidence: {
				kind: 'even',
				clicks,
				gapSeconds: Math.round(gapSeconds * 10) / 10,
				deviation: Math.round(deviation * 100) / 100,
				...spanText(seen),
			},
		};
	},
	size: (evidence) => (evidence.kind === 'sweep' ? evidence.links : evidence.clicks),
	range: ({ kind, from, to }) => ({ of: kind === 'sweep' ? 'person' : 'link', from, to }),
	examples: {
		raises: [
			{ title: 'six links within ten seconds', seen: sweep(6), weight: 1 },
			{ title: 'nine links', seen: sweep(9), weight: 1 },
			{ title: 'ten links', seen: sweep(10), weight: 2 },
			{ title: 'nineteen links', seen: sweep(19), weight: 2 },
			{ title: 'every link somebody has', seen: sweep(20), weight: 3 },
			{ title: 'fifteen at even intervals', seen: even(15, 1, 0.25), weight: 1 },
			{ title: 'twenty-four', seen: even(24, 90, 0.05), weight: 1 },
			{ title: 'twenty-five', seen: even(25, 90, 0.05), weight: 2 },
			{ title: 'forty-nine', seen: even(49, 60, 0.149), weight: 2 },
			{ title: 'a click every eleven seconds', seen: even(50, 11.04, 0.114), weight: 3 },
		],
		quiet: [
			{ title: 'somebody who reads five stories in a row', seen: sweep(5) },
			{ title: 'a short run that is even by chance', seen: even(14, 60, 0.1) },
			{ title: 'readers, however many', seen: even(200, 18, 0.26) },
			{ title: 'an import that knows no seconds', seen: even(60, 0.99, 0) },
		],
	},
});

function sweep(links: number): Seen {
	return { kind: 'sweep', links, from: 0, to: 8_100 };
}

function even(clicks: number, gapSeconds: number, deviation: number): Seen {
	return { kind: 'even', clicks, gapSeconds, deviation, from: 0, to: 3_600_000 };
}
