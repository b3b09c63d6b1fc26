import { z } from 'zod';
import { amount, span } from './fields.ts';
import { signal, spanText, weigh, type Span } from './signal.ts';

/** From one to five where the person lives: of a usual day's clicks 2 to 4 % fall there. */
export const NIGHT_FROM_HOUR = 1;
export const NIGHT_TO_HOUR = 5;
/** A late reader, or a friend on another continent, is not fifteen readers in one night. */
export const NIGHT_CLICKS = 15;
/** Whoever has an audience on the other side of the world has its day there as well: it is not half of all. */
const SHARE = 2;

type Seen = Span & {
	/** Counted clicks of one night on the person's links. */
	night: number;
	/** Counted clicks of that whole calendar day, the night's among them. */
	day: number;
	/** The IANA zone: the office's, else the contest's. */
	timeZone: string;
};

export const oddHours = signal<
	Seen,
	{ night: number; day: number; timeZone: string; from: string; to: string }
>({
	evidence: z.strictObject({ night: amount, day: amount, timeZone: z.string().min(1), ...span }),
	judge: (seen) =>
		seen.night < NIGHT_CLICKS || seen.night * SHARE < seen.day
			? null
			: {
					weight: weigh(seen.night, 30, 60),
					evidence: {
						...{ night: seen.night, day: seen.day, timeZone: seen.timeZone },
						...spanText(seen),
					},
				},
	size: ({ night }) => night,
	range: ({ from, to }) => ({ of: 'person', from, to }),
	examples: {
		raises: [
			{
				title: 'half of a day between one and five',
				seen: { ...here(), night: 15, day: 30 },
				weight: 1,
			},
			{ title: 'twenty-nine', seen: { ...here(), night: 29, day: 29 }, weight: 1 },
			{ title: 'thirty', seen: { ...here(), night: 30, day: 31 }, weight: 2 },
			{ title: 'fifty-nine', seen: { ...here(), night: 59, day: 80 }, weight: 2 },
			{ title: 'a script that works at night', seen: { ...here(), night: 60, day: 61 }, weight: 3 },
		],
		quiet: [
			{ title: 'friends abroad', seen: { ...here(), night: 14, day: 14 } },
			{ title: 'readers around the world', seen: { ...here(), night: 40, day: 81 } },
		],
	},
});

function here() {
	return { timeZone: 'Europe/Stockholm', from: 0, to: 14_400_000 };
}
