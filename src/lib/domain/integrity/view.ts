import type { FlagState, SignalKey, Weight } from './keys.ts';
import type { EvidenceOf } from './signals/registry.ts';

/** Someone as the integrity pages name them. */
export type Concerned = { externalId: string; name: string; team: string; avatarSeed: string };

/** What was seen around a flag: bars over time (or a total that grows), of which `lit` [from, to) are what it is about. */
export type FlagChart = {
	/** clicks: how many in each equal stretch of time; totals: a network's running totals in order. */
	kind: 'clicks' | 'totals';
	bars: number[];
	lit: [from: number, to: number];
	from: string;
	to: string;
};

/** A flag with its evidence, as the queue shows it. Instants are RFC 3339, UTC. */
export type FlagView = {
	[K in SignalKey]: {
		id: string;
		signal: K;
		evidence: EvidenceOf<K>;
		contest: { slug: string; name: string; timeZone: string };
		person: Concerned;
		/** The colleague, where it is about two people. */
		other: Concerned | null;
		link: { slug: string; network: string; post: string } | null;
		weight: Weight;
		state: FlagState;
		/** Counted clicks that a void of it would take out right now; null where it is not about clicks. */
		wouldVoid: number | null;
		/** Points that would take back what jumped; null where it is not about readings. */
		wouldAdjust: number | null;
		chart: FlagChart | null;
		raisedAt: string;
		decided: { at: string; by: string | null; reason: string | null; voidId: string | null } | null;
	};
}[SignalKey];

/** How much waits for somebody's decision in a contest: finalising waits until all three are 0. */
export type OpenCount = { flags: number; disputes: number; requests: number };
