import type { PrizeView } from '../contest/view.ts';
import type { BoardPerson, BoardRow, TeamRow } from '../live/events.ts';
import type { PostOfTheWeek } from '../posts/view.ts';
import type { AWARD_KINDS } from './scenes/awards.ts';
import type { GOALS } from './scenes/goal.ts';
import type { SceneKey } from './scenes/keys.ts';
import type { ScreenContest } from './screen.ts';

/** A picture that the portal keeps: /pictures/<id>. */
export type ShownPicture = { id: string; alt: string };

/** What each scene shows, read by the server for one display. Instants are RFC 3339 in UTC. */
export type SceneContents = {
	/** `of` is null for everybody's table, which moves live; its rows are the screen's. */
	board: {
		of: string | null;
		top: number;
		rows: Pick<BoardRow, 'rank' | 'person' | 'points'>[];
		/** How many stand in it in all. */
		total: number;
	};
	/** `counts`: what makes a team's points. */
	teams: { teams: TeamRow[]; counts: ScreenContest['teams'] };
	/** `thank`: the code of the page on which the first is thanked; null where they are not named. */
	podium: { rows: BoardRow[]; won: boolean; thank: QrPath | null };
	post: PostOfTheWeek & { thank: QrPath | null };
	/** `month` is YYYY-MM. */
	month: { month: string; rows: MonthRow[] };
	/** The latest published showcase. `month` is YYYY-MM. */
	showcase: { month: string; posts: ShowcaseLine[] };
	/** Newest first. */
	awards: { what: (typeof AWARD_KINDS)[number]; entries: AwardEntry[] };
	countdown: { title: string; until: string; to: 'start' | 'end' | 'moment' };
	prizes: { prizes: PrizeView[]; rows: BoardRow[]; won: boolean };
	join: { host: string; qr: QrPath; points: ScreenContest['points'] };
	goal: { title: string; goal: (typeof GOALS)[number]; reached: number; target: number };
	words: { title: string; text: string; picture: ShownPicture | null };
	picture: { picture: ShownPicture; title: string };
	/** `asOf` says how old the picture is, RFC 3339 in UTC, where it could not be had anew. */
	web: { picture: ShownPicture; title: string; asOf: string | null };
	clock: Record<string, never>;
};

/** Somebody with the clicks that their links brought in a month. */
export type MonthRow = { rank: number; person: BoardPerson; clicks: number };

/** A post of a month's showcase; the person as they are credited. */
export type ShowcaseLine = {
	place: number;
	title: string;
	comment: string;
	network: string | null;
	person: { name: string; avatarSeed: string; team: string };
};

/** A badge that somebody got, or what they were publicly thanked for; `at` is RFC 3339 in UTC. */
export type AwardEntry = {
	id: string;
	person: { name: string; avatarSeed: string };
	at: string;
} & (
	| {
			kind: 'badge';
			/** What BadgeArt draws it by, which level, and of how many. */
			art: string;
			level: number;
			of: number;
			name: string;
	  }
	| { kind: 'thanks'; by: string; message: string }
);

/** A QR code as one SVG path of `size` modules a side, the quiet zone included. */
export type QrPath = { size: number; d: string };

export type SceneContent = {
	[Key in SceneKey]: { scene: Key; shown: SceneContents[Key] };
}[SceneKey];
