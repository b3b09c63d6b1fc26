import { BY_KEY, type NetworkKey } from '../networks/networks.ts';
import { forReader } from './language.ts';
import type { Copy } from './story.ts';

/** How a story looks on one network, drawn from the network's facts. */
export type NetworkPreview = {
	network: NetworkKey;
	/** The text above the card; empty where the network shows none. */
	text: string;
	/** The language of the text; empty for every reader. */
	language: string;
	/** What text, hashtags and link weigh there, and the most that they may. */
	weight: number;
	limit: number;
	title: string;
	titleLines: number;
	summary: string;
	summaryLines: number;
	host: string;
	picture: 'wide' | 'small' | 'none';
};

/** A tracked link is this long on most portals; its weight is the network's own matter. */
const EXAMPLE_LINK = 'https://advocacy.example.com/r/abcd2345';

/**
 * A story on a network, for readers of `language` (null: any): its own text there, else another network's shorter one, else
 * the title; then the hashtags that the text lacks.
 */
export function previewOn(
	network: NetworkKey,
	story: {
		title: string;
		summary: string;
		url: string;
		hashtags: readonly string[];
		copy: readonly Copy[];
	},
	language: string | null,
): NetworkPreview {
	const { limit, preview, weigh, linkWeight } = BY_KEY[network];
	const own = story.copy.filter((copy) => copy.network === network);
	const chosen = forReader(own.length > 0 ? own : shortest(story.copy), language);
	const words = chosen?.text ?? story.title;
	const missing = story.hashtags.filter(
		(tag) => !words.toLowerCase().includes(`#${tag.toLowerCase()}`),
	);
	const text = [words, missing.map((tag) => `#${tag}`).join(' ')].filter(Boolean).join('\n\n');
	return {
		network,
		text: preview.showsText ? text : '',
		language: chosen?.language ?? '',
		weight: weigh(text) + linkWeight(EXAMPLE_LINK),
		limit,
		title: story.title,
		titleLines: preview.titleLines,
		summary: story.summary,
		summaryLines: preview.summaryLines,
		host: URL.parse(story.url)?.hostname.replace(/^www\./, '') ?? '',
		picture: preview.picture,
	};
}

/** The texts of the network whose longest one is shortest: what fits there fits nearly everywhere. */
function shortest(copy: readonly Copy[]): Copy[] {
	const byNetwork = Object.values(Object.groupBy(copy, ({ network }) => network)) as Copy[][];
	const longest = (list: Copy[]) => Math.max(...list.map(({ text }) => text.length));
	return byNetwork.sort((a, b) => longest(a) - longest(b))[0] ?? [];
}
