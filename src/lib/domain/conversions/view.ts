import type { Outcome } from './beacon.ts';
import type { KindSettings } from './kind.ts';

/** A kind as owners see it; the name is null until somebody gives one. */
export type KindView = Omit<KindSettings, 'name'> & {
	name: string | null;
	/** How many came in the last 30 days, and how many of them without a value. */
	count: number;
	withoutValue: number;
};

/** What an origin has sent lately; the instant is RFC 3339 in UTC. */
export type SightingView = { origin: string; outcome: Outcome; count: number; lastAt: string };

/** A conversion in the list of the newest. */
export type ConversionView = {
	id: string;
	at: string;
	/** The kind's name. */
	kind: string;
	value: string | null;
	currency: string | null;
	person: string;
	post: string;
	network: string;
	/** Whether the script on the site sent it. */
	fromSite: boolean;
	voided: boolean;
};
