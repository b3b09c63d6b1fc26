import type { Phase } from '#lib/domain/contest/phase.ts';
import type { Metric, Rules } from '#lib/domain/contest/rules.ts';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { Board, TickerItem } from '#lib/domain/live/events.ts';
import type { PostOfTheWeek } from '#lib/domain/posts/view.ts';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';

/** How many rows a display shows: what can be read from six metres. */
export const SHOWN_ROWS = 8;

/** More rows than are shown are watched, so that who climbs into sight brings a sparkline along. */
export const WATCHED_ROWS = 12;

/** The contest as a display needs it: whom the rules leave out stays on the server. */
export type ScreenContest = {
	slug: string;
	name: string;
	phase: Phase;
	/** RFC 3339, UTC. */
	startsAt: string;
	endsAt: string;
	/** When the settling ends: from then facts of the time box are no longer taken. */
	settledAt: string;
	timeZone: string;
	minClicks: number;
	/** What makes a team's points. */
	teams: Rules['teams'];
	/** What a unit of each metric brings, most first; those that bring nothing are left out. */
	points: { metric: Metric; points: number }[];
	prizes: PrizeView[];
};

/** All that a display shows, as the page loads it and asks for it again. */
export type Screen = {
	office: string | null;
	contest: ScreenContest;
	board: Board;
	/** Points per day, the last 14 days, per externalId. */
	sparklines: Record<string, number[]>;
	ticker: TickerItem[];
	post: PostOfTheWeek | null;
	/** Where the contest's reveal stands; null when none has begun. While it runs it takes the whole screen. */
	reveal: RevealNow | null;
	/** The portal's host, for people to type. */
	host: string;
	/** The server's instant of this answer: clocks of displays are often wrong. */
	now: string;
	/** The version of the deployed application: another one makes the page load itself anew. */
	build: string;
};

export type Part = { unit: 'days' | 'hours' | 'minutes' | 'seconds'; value: number };

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/**
 * The time left as a display shows it: days, hours and minutes; in the last day hours and minutes; in the last hour
 * minutes and seconds. Rounded down to the shown unit, never below zero.
 */
export function countdown(leftMs: number): Part[] {
	const seconds = Math.max(0, Math.floor(leftMs / SECOND_MS));
	const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
	if (seconds < HOUR_S) {
		return [
			{ unit: 'minutes', value: minutes },
			{ unit: 'seconds', value: seconds % MINUTE_S },
		];
	}
	const hours = Math.floor((seconds % DAY_S) / HOUR_S);
	const days = Math.floor(seconds / DAY_S);
	const rest: Part[] = [
		{ unit: 'hours', value: hours },
		{ unit: 'minutes', value: minutes },
	];
	return days > 0 ? [{ unit: 'days', value: days }, ...rest] : rest;
}

/** The instant that the countdown runs to: the start, the end, or the end of settling; null when nothing is awaited. */
export function awaited(contest: Pick<ScreenContest, 'startsAt' | 'endsAt'>, phase: Phase) {
	if (phase === 'scheduled') return new Date(contest.startsAt);
	if (phase === 'running' || phase === 'frozen') return new Date(contest.endsAt);
	return null;
}

/** The places that nobody holds yet, below the rows that are there; a board never shows more than `places` lines. */
export function openPlaces(shown: number, places: number = SHOWN_ROWS): number[] {
	return Array.from({ length: places - shown }, (_, index) => shown + index + 1);
}

/** Newest first, each once, and never more than `most`: a display runs for months. */
export function latest(items: readonly TickerItem[], most: number): TickerItem[] {
	const seen = new Set<string>();
	const newest = [...items].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
	return newest.filter(({ id }) => !seen.has(id) && seen.add(id)).slice(0, most);
}
