/** Clicks of one's own, counted for the page of results. */
export type NetworkSum = {
	network: string;
	clicks: number;
	conversions: number;
	reactions: number;
	/** Clicks a post of one's own brought there on average, to a tenth. */
	average: number;
};

export type Finding =
	| { kind: 'network'; network: string; average: number; next: string; nextAverage: number }
	| { kind: 'weekday'; weekday: number; clicks: number; total: number }
	| { kind: 'own_words'; own: number; close: number }
	| { kind: 'post'; title: string; clicks: number; total: number };

/** Fewer clicks than these show luck, not a habit. */
export const ENOUGH = 20;
/** Posts on each side before their averages are compared. */
const ENOUGH_POSTS = 3;

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const mean = (list: readonly number[]) => Math.round((10 * sum(list)) / list.length) / 10;

/**
 * What worked, as facts with their numbers, the most telling first; empty below 20 clicks. `weekdays` holds the clicks from Monday to Sunday;
 * `originality` (0–100) is known of posts that were prepared here.
 */
export function findings(input: {
	networks: readonly NetworkSum[];
	weekdays: readonly number[];
	posts: readonly { title: string; clicks: number; originality: number | null }[];
}): Finding[] {
	const total = sum(input.weekdays);
	if (total < ENOUGH) return [];
	const found: Finding[] = [];
	const [first, next] = input.networks
		.filter(({ clicks }) => clicks > 0)
		.toSorted((a, b) => b.average - a.average);
	if (first && next && first.average > next.average) {
		found.push({
			...{ kind: 'network', network: first.network, average: first.average },
			...{ next: next.network, nextAverage: next.average },
		});
	}
	const clicksWhere = (fits: (originality: number) => boolean) =>
		input.posts.flatMap(({ clicks, originality }) =>
			originality !== null && fits(originality) ? [clicks] : [],
		);
	const own = clicksWhere((originality) => originality >= 70);
	const close = clicksWhere((originality) => originality < 30);
	if (own.length >= ENOUGH_POSTS && close.length >= ENOUGH_POSTS)
		found.push({ kind: 'own_words', own: mean(own), close: mean(close) });
	const clicks = Math.max(...input.weekdays);
	found.push({ kind: 'weekday', weekday: input.weekdays.indexOf(clicks), clicks, total });
	const best = input.posts.toSorted((a, b) => b.clicks - a.clicks)[0];
	if (best && best.clicks > 0)
		found.push({ kind: 'post', title: best.title, clicks: best.clicks, total });
	return found;
}
