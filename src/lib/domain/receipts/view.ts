import type { Metric } from '../contest/rules.ts';

/** Why a fact brought no points: a verdict of the door, a cap of the rules, a void, a date outside the box, or a person who does not compete. */
export type NotCounted =
	| 'bot'
	| 'prefetch'
	| 'self'
	| 'internal'
	| 'duplicate'
	| 'void'
	| 'daily_cap'
	| 'post_daily_cap'
	| 'no_increase'
	| 'not_shared_in_contest'
	| 'outside_contest'
	| 'not_competing';

/** One fact and what it brought. Visitors are never shown. */
export type Receipt = {
	id: string;
	at: string;
	/** Calendar day in the contest's zone. */
	day: string;
	metric: Metric | 'adjustment';
	/** What the fact brought: units as they came, and those that counted. */
	units: number;
	counted: number;
	/** Counted units times the metric's points; an adjustment's own points. */
	points: number;
	/** Set when counted < units. */
	reason: NotCounted | null;
	/** The void's or the adjustment's reason, in its author's words. */
	note: string | null;
	link: {
		slug: string;
		network: string;
		post: string;
		/** Where the post itself stands in public, once its writer said so. */
		address: string | null;
	} | null;
	/** What somebody did after a click, and what it was worth if that is known. */
	conversion: { kind: string; worth: { value: string; currency: string } | null } | null;
};

export type ReceiptsPage = {
	person: {
		externalId: string;
		name: string;
		team: string;
		office: string | null;
		avatarSeed: string;
	};
	/** Whether whoever asks is that person. */
	own: boolean;
	/** Whether the single facts are kept back, because the person is not shown by name. */
	withheld: boolean;
	/** Sums over the whole contest, equal to the person's row on the board. */
	totals: {
		points: number;
		adjustments: number;
		perMetric: { metric: Metric; counted: number; points: number; each: number }[];
		notCounted: { reason: NotCounted; units: number }[];
	};
	receipts: Receipt[];
	nextCursor: string | null;
};
