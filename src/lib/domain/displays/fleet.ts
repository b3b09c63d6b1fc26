import type { DisplayReport } from './report.ts';
import type { DisplaySettings } from './settings.ts';
import type { DisplayState } from './state.ts';

/** A paired screen, as whoever looks after it sees it. Instants in RFC 3339, UTC. */
export type FleetScreen = {
	id: string;
	name: string;
	office: string | null;
	/** The zone that it goes by, and the one of its own; null: its office's, else the program's. */
	timeZone: string;
	ownZone: string | null;
	/** Null: the default one. */
	playlist: { id: string; name: string } | null;
	settings: DisplaySettings;
	revision: number;
	state: DisplayState;
	lastSeenAt: string | null;
	pairedAt: string;
	/** What it last said of itself. */
	report: DisplayReport | null;
};
