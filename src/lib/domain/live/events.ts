import type { Phase } from '../contest/phase.ts';
import type { DisplayBell } from '../displays/programme.ts';
import type { RevealNow } from '../reveal/scene.ts';
import type { FollowRequest, WatchRequest } from './watch.ts';

export type Audience = 'public' | 'owner';

/** Whoever stands on a board. `externalId` is the key; `avatarSeed` draws the face. */
export type BoardPerson = {
	externalId: string;
	name: string;
	team: string;
	office: string | null;
	avatarSeed: string;
};

/** A row of the table, as API.md names it, with what screens draw beside it. */
export type BoardRow = {
	/** Null: listed after the ranked, without what a rank asks for. */
	rank: number | null;
	person: BoardPerson;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	/** RFC 3339, UTC, milliseconds. */
	reachedAt: string | null;
	/** Places won (+) or lost (−) since the start of today in the contest's zone; null: not ranked then or now. */
	movement: number | null;
};

export type TeamRow = { rank: number; team: string; points: string; members: number };

/** A board as `watch` answers it and pages load it. */
export type Board = {
	contest: string;
	phase: Phase;
	rulesVersion: number;
	version: number;
	frozen: boolean;
	/** The first `top` rows. */
	rows: BoardRow[];
	/** How many stand in the table in all. */
	total: number;
	teams: TeamRow[];
};

/** What changed among the rows that a watcher of `top` sees, from version `since` to `version`. */
export type BoardDelta = {
	contest: string;
	version: number;
	since: number;
	phase: Phase;
	frozen: boolean;
	/** New or changed rows, whole. */
	changes: BoardRow[];
	/** externalIds of rows that are no longer among the top. */
	removed: string[];
	/** All the rows' externalIds in order; present only where ranks, points and names do not tell it. */
	order?: string[];
	total: number;
	/** Present only when it changed. */
	teams?: TeamRow[];
};

/** One's own row with the neighbours above and below, the owner's figures: one sees one's own live while frozen. */
export type Me = {
	contest: string;
	version: number;
	row: BoardRow | null;
	/** Up to 2 above and 2 below, own row included, in order. */
	around: BoardRow[];
	/** Points to reach the next place; null when first or not in the table. */
	gap: { points: number; rank: number } | null;
	clicksThisWeek: number;
};

/** A line of the ticker: news that every watcher of the board may read. */
export type TickerItem =
	| { id: string; at: string; kind: 'clicks'; person: string; count: number }
	| {
			id: string;
			at: string;
			kind: 'engagement';
			person: string;
			metric: 'like' | 'comment' | 'reshare';
			count: number;
	  }
	| {
			id: string;
			at: string;
			kind: 'conversion';
			person: string;
			conversion: string;
			count: number;
	  }
	| { id: string; at: string; kind: 'overtake'; team: string; overtaken: string };

export type WatchError =
	'invalid' | 'not_signed_in' | 'not_allowed' | 'not_found' | 'unavailable' | 'too_many';
export type FollowAnswer = { ok: true } | { ok: false; error: WatchError };
export type WatchAnswer = { ok: true; board: Board } | { ok: false; error: WatchError };

/** Browser to server, namespace /live. */
export type ClientEvents = {
	watch: (request: WatchRequest, ack: (answer: WatchAnswer) => void) => void;
	unwatch: (request: { contest: string }) => void;
	/** A paired display asks to be told of its own programme, by its own id; a page of the showcase of what is on it. */
	follow: (request: FollowRequest, ack: (answer: FollowAnswer) => void) => void;
};

/** Server to browser. */
export type ServerEvents = {
	board: (delta: BoardDelta) => void;
	me: (me: Me) => void;
	ticker: (items: TickerItem[]) => void;
	/** Where a reveal stands, whole: on `watch` when there is one, and with every step. Older revisions are dropped. */
	reveal: (now: RevealNow) => void;
	/** To a paired display: look for the programme anew, or do this. After `revoked` the connection ends. */
	display: (bell: DisplayBell) => void;
	/** To whoever looks at the showcase: something was published, changed or taken back; read it anew. */
	showcase: () => void;
};

export const LIVE_NAMESPACE = '/live';
