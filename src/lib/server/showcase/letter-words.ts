import type { LetterWords } from '#lib/domain/showcase/letter.ts';
import type { Showcase } from '#lib/domain/showcase/view.ts';
import { m } from '#lib/paraglide/messages.js';

/** A month, YYYY-MM, in words: "November 2026". */
export const monthInWords = (month: string): string =>
	new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en', {
		...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
	});

/** How a month's letter of a program is worded. */
export function letterWords({ month }: Pick<Showcase, 'month'>, program: string): LetterWords {
	const named = monthInWords(month);
	return {
		subject: m.showcase_letter_subject({ month: named, program }),
		heading: m.showcase_best_of({ month: named }),
		by: ({ credit, network }) =>
			network === null
				? m.showcase_by({ name: credit.name })
				: m.showcase_by_on({ name: credit.name, network }),
		brought: ({ figures }) =>
			figures &&
			(figures.conversations > 0
				? m.showcase_brought_both(figures)
				: m.showcase_brought({ clicks: figures.clicks })),
		read: m.showcase_read(),
		all: m.showcase_letter_all(),
		why: m.showcase_letter_why({ program }),
		end: m.showcase_letter_end(),
	};
}
