/** Something that came at an instant (milliseconds since 1970): `units` of it. */
export type Dated = { at: number; units: number };

/** The same, brought by one of the person's links. */
export type OfLink = Dated & { link: string };

/** A person's place in a contest whose result everybody may see. */
export type FinalPlace = {
	/** The contest's slug. */
	contest: string;
	/** When the result was made, milliseconds. */
	at: number;
	/** Null: listed without a rank. */
	place: number | null;
	points: number;
	/** Place in the table of who improved most; null: not in it. */
	improved: number | null;
	/** The own team; null where teams did not compete or it was not in the table. */
	team: { place: number; members: number; points: number } | null;
	/** Prizes won there that were neither declined nor withdrawn. */
	prizes: number;
};

/**
 * All that badges are given for: one person's facts that count (valid, not voided), each list in order of its instants.
 * Clicks come by link and hour, dated by the last of the hour. How often somebody shares is not among them.
 */
export type BadgeFacts = {
	now: number;
	/** The person's IANA zone: days and weeks are counted in it. */
	timeZone: string;
	/** ISO weekdays (1 is Monday) on which the person works. */
	workDays: readonly number[];
	/** Days off, both ends included, YYYY-MM-DD. */
	off: readonly { from: string; to: string }[];
	links: ReadonlyMap<
		string,
		{
			network: string;
			category: string | null;
			/** How much of the post is the writer's own, 0–100; null where it is not known. */
			own: number | null;
		}
	>;
	clicks: readonly OfLink[];
	/** By how much the comments under own posts rose. */
	comments: readonly OfLink[];
	conversions: readonly (OfLink & { kind: string })[];
	certificates: readonly { edition: number; at: number }[];
	/** When the person promised to say where they work. */
	pledgedAt: number | null;
	proposals: readonly { at: number; acceptedAt: number | null }[];
	/** Counted clicks that colleagues' links to stories of the person's suggestion brought. */
	storyClicks: readonly Dated[];
	contests: readonly FinalPlace[];
	/** Titles of closed months; month is YYYY-MM. */
	titles: readonly { month: string; title: 'improved' | 'newcomer'; at: number }[];
};

/** Facts of somebody for whom nothing has come yet, but for what is given: for examples and tests. */
export function factsWith(some: Partial<BadgeFacts>): BadgeFacts {
	return {
		now: Date.parse('2026-12-31T12:00:00.000Z'),
		timeZone: 'UTC',
		workDays: [1, 2, 3, 4, 5],
		off: [],
		links: new Map(),
		clicks: [],
		comments: [],
		conversions: [],
		certificates: [],
		pledgedAt: null,
		proposals: [],
		storyClicks: [],
		contests: [],
		titles: [],
		...some,
	};
}
