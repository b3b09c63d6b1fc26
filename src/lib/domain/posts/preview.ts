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

/** What a network's card shows of a story. */
type Shown = { title: string; summary: string; url: string };

/** A text about a story on a network, with a link as long as `link`; `language` is the text's own, for the page to say. */
export function previewOf(
	network: NetworkKey,
	story: Shown,
	text: string,
	{ language = '', link = EXAMPLE_LINK }: { language?: string; link?: string } = {},
): NetworkPreview {
	const { limit, preview, weigh, linkWeight } = BY_KEY[network];
	return {
		network,
		text: preview.showsText ? text : '',
		language,
		weight: weigh(text) + linkWeight(link),
		limit,
		title: story.title,
		titleLines: preview.titleLines,
		summary: story.summary,
		summaryLines: preview.summaryLines,
		host: URL.parse(story.url)?.hostname.replace(/^www\./, '') ?? '',
		picture: preview.picture,
	};
}

/**
 * A story on a network, for readers of `language` (null: any): its own text there, else another network's shorter one, else
 * the title; then the hashtags that the text lacks.
 */
export function previewOn(
	network: NetworkKey,
	story: Shown & { hashtags: readonly string[]; copy: readonly Copy[] },
	language: string | null,
): NetworkPreview {
	const own = story.copy.filter((copy) => copy.network === network);
	const chosen = forReader(own.length > 0 ? own : shortest(story.copy), language);
	const words = chosen?.text ?? story.title;
	const missing = story.hashtags.filter(
		(tag) => !words.toLowerCase().includes(`#${tag.toLowerCase()}`),
	);
	const text = [words, missing.map((tag) => `#${tag}`).join(' ')].filter(Boolean).join('\n\n');
	return previewOf(network, story, text, { language: chosen?.language ?? '' });
}

/** The texts of the network whose longest one is shortest: what fits there fits nearly everywhere. */
function shortest(copy: readonly Copy[]): Copy[] {
	const byNetwork = Object.values(Object.groupBy(copy, ({ network }) => network)) as Copy[][];
	const longest = (list: Copy[]) => Math.max(...list.map(({ text }) => text.length));
	return byNetwork.sort((a, b) => longest(a) - longest(b))[0] ?? [];
}
