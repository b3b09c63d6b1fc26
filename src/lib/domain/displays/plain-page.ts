import type { SceneContent } from './content.ts';
import { isDue, playAt, type Timed } from './playlist.ts';
import type { RevealNow, Scene } from '../reveal/scene.ts';
import type { Programme } from './programme.ts';
import type { Screen } from './screen.ts';
import { nextBeginning, takeoverAt, type Occasion, type TakeoverKind } from './takeover.ts';

/** What a screen shows, as the server has read it. Instants of takeovers in RFC 3339. */
type Readings = {
	programme: Pick<Programme, 'display'>;
	items: readonly (Timed & { content: SceneContent })[];
	takeovers: readonly { id: string; from: string; until: string; content: SceneContent }[];
	screen: Pick<Screen, 'contest' | 'board' | 'reveal'> | null;
};

export type PlainMoment = Exclude<TakeoverKind, 'manual'>;

export type RunningReveal = Pick<RevealNow, 'step' | 'total'> & { scene: Scene };

/** A page without a script: the scene whose turn it is, for whom, and how it is shown. Instants in milliseconds. */
export type PlainPage = {
	/** The screen's. */
	name: string;
	host: string;
	zone: string;
	now: number;
	screen: Pick<Screen, 'contest' | 'board'> | null;
	content: SceneContent | null;
	/** What the contest shows for a moment instead of the scene. */
	moment: PlainMoment | null;
	/** A reveal that runs, at its present step: it takes the screen. */
	reveal: RunningReveal | null;
	/** Since when it is the scene's turn. */
	since: number;
	/** Somebody looks for it: it shows its name. */
	identify: boolean;
	dark: 'dim' | 'blank' | null;
	/** So many per cent of each side stay empty. */
	margin: number;
	/** After so many seconds the page is drawn anew. */
	seconds: number;
};

const SECOND_MS = 1000;
/** Between two looks, in seconds: a new scene comes on time, and "show this now" within a quarter of a minute. */
const [LEAST_S, MOST_S] = [3, 15];
/** While posts of the showcase are shown: what an author takes back is gone within 5 s, the answer's way included. */
const SHOWCASE_S = 4;
/** A reveal may begin at any moment, and whoever drives it waits about so long for the room to take a step in. */
const [AWAITED_S, REVEAL_S] = [5, 2];

function occasionOf({ screen }: Readings): Occasion | null {
	if (!screen) return null;
	const { startsAt, endsAt } = screen.contest;
	const { phase } = screen.board;
	return { phase, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
}

function runningReveal({ screen }: Readings): RunningReveal | null {
	const reveal = screen?.reveal;
	if (reveal?.state !== 'running' || !reveal.scene) return null;
	return { step: reveal.step, total: reveal.total, scene: reveal.scene };
}

/** The most seconds that may pass before the next look. */
function mostSeconds({ screen }: Readings, revealing: boolean, shown: SceneContent | undefined) {
	if (revealing) return REVEAL_S;
	if (shown?.scene === 'showcase') return SHOWCASE_S;
	return screen?.board.phase === 'final' && screen.board.frozen ? AWAITED_S : MOST_S;
}

/**
 * What a page without a script shows at an instant. `host` is the portal's, for people to type; `leaderAt` is when
 * somebody else took the lead (milliseconds), as far as the screen has seen it.
 */
export function plainPage(
	read: Readings,
	host: string,
	at: Date,
	leaderAt: number | null = null,
): PlainPage {
	const { timeZone: zone, settings, name, identifyUntil } = read.programme.display;
	const now = at.getTime();
	const manual = read.takeovers.map(({ id, from, until }) => ({
		id,
		from: Date.parse(from),
		until: Date.parse(until),
	}));
	const occasion = occasionOf(read);
	const taken = takeoverAt(manual, occasion, leaderAt, now);
	const manually = taken?.kind === 'manual';
	const play = playAt(read.items, now, zone);
	const shown = manually ? read.takeovers.find(({ id }) => id === taken.id) : play.item;
	const until = Math.min(
		taken?.until ?? play.until,
		nextBeginning(manual, occasion, now) ?? Infinity,
	);
	const left = Math.ceil((until - now) / SECOND_MS);
	const reveal = runningReveal(read);
	const { night } = settings;
	return {
		...{ name, host, zone, now, reveal, margin: settings.safeMarginPercent },
		screen: read.screen && { contest: read.screen.contest, board: read.screen.board },
		content: shown?.content ?? null,
		moment: taken && !manually ? (taken.kind as PlainMoment) : null,
		since: play.since,
		identify: identifyUntil !== null && Date.parse(identifyUntil) > now,
		dark: night && isDue({ hours: night, weekdays: [] }, now, zone) ? night.mode : null,
		seconds: Math.min(mostSeconds(read, reveal !== null, shown?.content), Math.max(LEAST_S, left)),
	};
}

/** What it shows, in a word: the scene's key, or what took over. */
export const shownOn = ({ reveal, moment, content }: PlainPage): string =>
	reveal ? 'reveal' : (moment ?? content?.scene ?? 'clock');
