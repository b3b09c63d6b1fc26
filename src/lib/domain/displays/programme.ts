import type { DisplaySettings } from './settings.ts';

/** "Show this now": interrupts the playlist from … until (RFC 3339, UTC). The newest that is in force is shown. */
export type Takeover = {
	id: string;
	/** Key of domain/displays/scenes. */
	scene: string;
	settings: unknown;
	from: string;
	until: string;
};

/** All that a paired screen follows. */
export type Programme = {
	display: {
		id: string;
		name: string;
		office: string | null;
		/** IANA zone: its own, else its office's, else the program's. */
		timeZone: string;
		settings: DisplaySettings;
		/** It shows its name until then (RFC 3339, UTC); null: nobody looks for it. */
		identifyUntil: string | null;
		/** Another number than at its start: it loads itself anew. */
		reloadSeq: number;
	};
	/** The playlist's items in their order, as they are stored: domain/displays/playlist.ts reads them. */
	items: unknown[];
	/** Those in force and those to come, newest first. */
	takeovers: Takeover[];
	/** Slug of the contest that scenes without one of their own show; null: there is none. */
	contest: string | null;
	/** Another text when any of the above changed; the ETag of GET /tv/programme. */
	version: string;
};

/** What the bell of a display says: look anew, or do this. */
export const DISPLAY_BELLS = ['programme', 'identify', 'reload', 'takeover', 'revoked'] as const;
export type DisplayBell = (typeof DISPLAY_BELLS)[number];
