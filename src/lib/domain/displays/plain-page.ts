import type { SceneContent } from './content.ts';
import { isDue, playAt, type Timed } from './playlist.ts';
import type { Programme } from './programme.ts';
import type { Screen } from './screen.ts';
import { takeoverAt, type Occasion, type TakeoverKind } from './takeover.ts';

/** What a screen shows, as the server has read it. Instants of takeovers in RFC 3339. */
type Readings = {
	programme: Pick<Programme, 'display'>;
	items: readonly (Timed & { content: SceneContent })[];
	takeovers: readonly { id: string; from: string; until: string; content: SceneContent }[];
	screen: Pick<Screen, 'contest' | 'board'> | null;
};

/** A new leader is left out: nobody remembers here who it was before. */
export type PlainMoment = Exclude<TakeoverKind, 'manual' | 'leader'>;

/** A page without a script: the scene whose turn it is, for whom, and how it is shown. Instants in milliseconds. */
export type PlainPage = {
	/** The screen's. */
	name: string;
	host: string;
	zone: string;
	now: number;
	screen: Readings['screen'];
	content: SceneContent | null;
	/** What the contest shows for a moment instead of the scene. */
	moment: PlainMoment | null;
	/** Since when it is the scene's turn. */
	since: number;
	/** Somebody looks for it: it shows its name. */
	identify: boolean;
	dark: 'dim' | 'blank' | null;
	/** After so many seconds the page is drawn anew. */
	seconds: number;
};

const SECOND_MS = 1000;
/** Between two looks, in seconds: a new scene comes on time, and "show this now" within a quarter of a minute. */
const [LEAST_S, MOST_S] = [3, 15];
/** While posts of the showcase are shown: what an author takes back is gone within 5 s, the answer's way included. */
const SHOWCASE_S = 4;

function occasionOf({ screen }: Readings): Occasion | null {
	if (!screen) return null;
	const { startsAt, endsAt } = screen.contest;
	const { phase } = screen.board;
	return { phase, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
}

/** What a page without a script shows at an instant. `host` is the portal's, for people to type. */
export function plainPage(read: Readings, host: string, at: Date): PlainPage {
	const { timeZone: zone, settings, name, identifyUntil } = read.programme.display;
	const now = at.getTime();
	const manual = read.takeovers.map(({ id, from, until }) => ({
		id,
		from: Date.parse(from),
		until: Date.parse(until),
	}));
	const taken = takeoverAt(manual, occasionOf(read), null, now);
	const manually = taken?.kind === 'manual';
	const play = playAt(read.items, now, zone);
	const shown = manually ? read.takeovers.find(({ id }) => id === taken.id) : play.item;
	const left = Math.ceil(((taken?.until ?? play.until) - now) / SECOND_MS);
	const most = shown?.content.scene === 'showcase' ? SHOWCASE_S : MOST_S;
	const { night } = settings;
	return {
		...{ name, host, zone, now },
		screen: read.screen && { contest: read.screen.contest, board: read.screen.board },
		content: shown?.content ?? null,
		moment: taken && !manually ? (taken.kind as PlainMoment) : null,
		since: play.since,
		identify: identifyUntil !== null && Date.parse(identifyUntil) > now,
		dark: night && isDue({ hours: night, weekdays: [] }, now, zone) ? night.mode : null,
		seconds: Math.min(most, Math.max(LEAST_S, left)),
	};
}
