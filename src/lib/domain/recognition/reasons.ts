import { usualKind, type UsualKind } from '../conversions/usual-kinds.ts';

/** What one person's posts of a story brought in a while. */
export type PostBrought = {
	postId: string;
	title: string;
	clicks: number;
	comments: number;
	/** How many of each kind; `name` is what owners call it, null where nobody has named it. */
	conversions: { kind: string; name: string | null; count: number }[];
};

/** Something that somebody deserves thanks for, the strongest first. */
export type Reason =
	| {
			kind: 'conversions';
			/** The usual kind that it is, for which there are words; null: only its name is known. */
			of: UsualKind | null;
			name: string;
			count: number;
			title: string;
	  }
	| { kind: 'conversations'; count: number; title: string }
	| { kind: 'clicks'; count: number; title: string }
	| { kind: 'steady'; weeks: number };

/** So few clicks or comments move nobody, and naming them would sound like mockery. */
const CLICKS_LEAST = 5;
const COMMENTS_LEAST = 2;
/** Whoever brings visitors in at least so many of the last weeks is steady. */
export const STEADY_WEEKS = 3;
const REASONS_MOST = 4;

/**
 * What to thank somebody for, from what their posts brought in the last weeks: what came of a single post first, by how
 * far it goes (somebody became a lead, a conversation, visitors), and that they are there week after week. Nothing is
 * made up: without facts there is no reason, and a message begins empty.
 */
export function reasonsFor(posts: readonly PostBrought[], activeWeeks: number): Reason[] {
	const conversions = posts
		.flatMap(({ conversions: kinds, title }) =>
			kinds.map(({ kind, name, count }) => ({
				kind: 'conversions' as const,
				...{ of: usualKind(kind, name), name: name ?? kind.replaceAll('_', ' ') },
				...{ count, title },
			})),
		)
		.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
	const [talked] = posts
		.filter(({ comments }) => comments >= COMMENTS_LEAST)
		.toSorted((a, b) => b.comments - a.comments);
	const [visited] = posts
		.filter(({ clicks }) => clicks >= CLICKS_LEAST)
		.toSorted((a, b) => b.clicks - a.clicks);
	const reasons: Reason[] = [
		...conversions,
		...(talked
			? [{ kind: 'conversations' as const, count: talked.comments, title: talked.title }]
			: []),
		...(visited ? [{ kind: 'clicks' as const, count: visited.clicks, title: visited.title }] : []),
		...(activeWeeks >= STEADY_WEEKS ? [{ kind: 'steady' as const, weeks: activeWeeks }] : []),
	];
	return reasons.slice(0, REASONS_MOST);
}
