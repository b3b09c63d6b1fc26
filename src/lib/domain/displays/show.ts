import type { SceneContents } from './content.ts';
import type { Timed } from './playlist.ts';
import type { Programme } from './programme.ts';
import type { SceneKey } from './scenes/keys.ts';
import type { Screen } from './screen.ts';

/** What of a scene moves by itself, so that the screen's own script draws it. */
export type Alive =
	| { kind: 'board'; top: number }
	| ({ kind: 'countdown' } & SceneContents['countdown'])
	| { kind: 'clock' };

/** A scene as the screen gets it: drawn by the server, or alive. */
export type DrawnScene = { scene: SceneKey; html: string; alive: Alive | null };

export type ShownItem = Timed & DrawnScene;

/** "Show this now", drawn. Instants in RFC 3339, UTC. */
export type ShownTakeover = DrawnScene & { id: string; from: string; until: string };

/** All that a paired screen shows, as its page brings it and asks for it again. */
export type Show = {
	display: Programme['display'];
	/** The playlist without what has nothing to show at the moment. */
	items: ShownItem[];
	takeovers: ShownTakeover[];
	/** The contest that the portal is about; null when there is none. */
	screen: Screen | null;
	/** The portal's host, for people to type. */
	host: string;
	/** The server's instant of this answer: clocks of displays are often wrong. */
	now: string;
	/** The version of the deployed application: another one makes the page load itself anew. */
	build: string;
};
