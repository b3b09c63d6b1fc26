import type { ShowcaseRule } from './rule.ts';
import { SHOWCASE_SIZE } from './size.ts';

/** What a post brought in a month; only what counts (no robots, nothing that was voided). */
export type Figures = {
	clicks: number;
	conversations: number;
	/** Clicks, comments, likes and reshares. */
	engagements: number;
	impressions: number;
};

/** Somebody's post on a network, by its link. */
export type Candidate = Figures & { linkId: string; personId: string };

/** What a curator decided of a post, and whether its author keeps it out. */
export type Decided = {
	id: string;
	personId: string;
	/** By the rule, from 1. */
	rank: number;
	decision: 'auto' | 'pin' | 'out';
	pinnedAt: number | null;
	/** The author said no. */
	refused: boolean;
};

/**
 * What was done with a post for a hundred times it was seen; null below the rule's least impressions, where chance
 * speaks louder than the post.
 */
export function rateOf(figures: Figures, { leastImpressions }: ShowcaseRule): number | null {
	if (figures.impressions < leastImpressions) return null;
	return (100 * figures.engagements) / figures.impressions;
}

/** What the rule compares; null: the post can't be compared by it. */
function measured(figures: Figures, rule: ShowcaseRule): number | null {
	return rule.metric === 'rate' ? rateOf(figures, rule) : figures[rule.metric];
}

/**
 * Posts by the rule, the best first. Those that it can't compare come last, those that brought nothing not at all. Equal
 * ones go by clicks, then conversations, then by their link's id: the same facts give the same order.
 */
export function ranked<C extends Candidate>(candidates: readonly C[], rule: ShowcaseRule): C[] {
	const value = (one: C) => measured(one, rule) ?? -1;
	return candidates
		.filter(({ clicks, conversations, engagements }) => clicks + conversations + engagements > 0)
		.sort(
			(a, b) =>
				value(b) - value(a) ||
				b.clicks - a.clicks ||
				b.conversations - a.conversations ||
				(a.linkId < b.linkId ? -1 : 1),
		);
}

/**
 * The posts of the showcase in their places, at most five. What is pinned stands where it was pinned, the rest in the rule's order,
 * at most `perPerson` of one person (a pin is the curator's word and may exceed it). What was left out, and what its author
 * refused, is not there; the next ones move up.
 */
export function arrange<D extends Decided>(entries: readonly D[], perPerson: number): D[] {
	const open = entries
		.filter(({ decision, refused }) => decision !== 'out' && !refused)
		.sort((a, b) => a.rank - b.rank);
	const pins = open
		.filter(({ decision }) => decision === 'pin')
		.sort(
			(a, b) => (a.pinnedAt ?? SHOWCASE_SIZE) - (b.pinnedAt ?? SHOWCASE_SIZE) || a.rank - b.rank,
		)
		.slice(0, SHOWCASE_SIZE);
	const of = new Map<string, number>();
	const count = ({ personId }: D) => of.set(personId, (of.get(personId) ?? 0) + 1);
	pins.forEach(count);
	const rest: D[] = [];
	for (const entry of open) {
		if (entry.decision === 'pin' || pins.length + rest.length === SHOWCASE_SIZE) continue;
		if ((of.get(entry.personId) ?? 0) >= perPerson) continue;
		count(entry);
		rest.push(entry);
	}
	const places: D[] = [];
	const total = pins.length + rest.length;
	while (places.length < total) {
		const pin = pins[0];
		const due = pin && (pin.pinnedAt ?? SHOWCASE_SIZE) <= places.length + 1;
		places.push((due || rest.length === 0 ? pins : rest).shift()!);
	}
	return places;
}
