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

/** A link as these pages name it. */
export type NamedLink = { slug: string; network: string; post: string };

/** A person's objection to a void or an adjustment. */
export type DisputeView = {
	id: string;
	text: string;
	at: string;
	/** open; granted: it was lifted; upheld: it stays. */
	state: 'open' | 'granted' | 'upheld';
	answer: string | null;
	answeredAt: string | null;
};

/** A void or an adjustment: what an owner changed of a person's result, and why. */
export type CorrectionView = {
	id: string;
	at: string;
	/** The owner's name; null where a program did it. */
	by: string | null;
	/** The second owner's, where one was needed. */
	approvedBy: string | null;
	reason: string;
	person: Concerned;
	lifted: { at: string; by: string | null } | null;
	dispute: DisputeView | null;
} & (
	| {
			target: 'void';
			/** What is out: one event, or the clicks of a link or of all links within [from, to); null is unbounded. */
			what: 'click' | 'conversion' | 'link' | 'person';
			link: NamedLink | null;
			from: string | null;
			to: string | null;
			/** Facts of the contest that would count without it. */
			facts: number;
	  }
	| { target: 'adjustment'; points: number }
);

/** An objection with what it is about, as owners answer it. */
export type DisputeCase = DisputeView & {
	contest: { slug: string; name: string; timeZone: string };
	correction: CorrectionView;
};

/** An adjustment that waits for a second owner, or has had one. */
export type RequestView = {
	id: string;
	contest: { slug: string; name: string; timeZone: string };
	person: Concerned;
	points: number;
	reason: string;
	at: string;
	/** Who asked; null where a program did. */
	by: string | null;
	/** Whether the reader asked for it, or it is about their own points: then another owner has to approve. */
	own: 'request' | 'points' | null;
};
