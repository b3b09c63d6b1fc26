import type { Held } from '../contest/requirements.ts';

/** One person's tracked link to one post on one network. */
export type LinkOfFacts = {
	id: string;
	person: string;
	post: string;
	sharedAt: Date;
};

export type PersonOfFacts = {
	id: string;
	name: string;
	team: string;
	groups: readonly string[];
	/** Since when they hold what the rules ask for; missing is nothing. */
	held?: Held | undefined;
};

/** A candidate click: it passed every verdict but `duplicate`, which is judged from the clicks themselves. */
export type ClickFact = { type: 'click'; id: string; link: string; at: Date; visitor: string };

export type ReadingFact = {
	type: 'reading';
	id: string;
	link: string;
	at: Date;
	/** like, comment, reshare; others (impression, reach) are kept and never scored. */
	metric: string;
	total: number;
};

export type ConversionFact = { type: 'conversion'; id: string; link: string; at: Date };

export type AdjustmentFact = {
	type: 'adjustment';
	id: string;
	person: string;
	at: Date;
	points: number;
};

/**
 * An active void (a lifted one is no longer among the facts): of one click or conversion by its id, or of the
 * clicks of a link or of a person within [from, to), where a missing bound is open.
 */
export type VoidFact = { type: 'void'; id: string } & (
	| { fact: string }
	| { link: string; from?: Date | undefined; to?: Date | undefined }
	| { person: string; from?: Date | undefined; to?: Date | undefined }
);

export type Fact = ClickFact | ReadingFact | ConversionFact | AdjustmentFact | VoidFact;

/** Each fact once: the same type and id twice is the same fact. */
export function uniqueFacts(facts: Iterable<Fact>): Fact[] {
	const unique = new Map<string, Fact>();
	for (const fact of facts) {
		const key = `${fact.type} ${fact.id}`;
		if (!unique.has(key)) unique.set(key, fact);
	}
	return [...unique.values()];
}

/** A click or conversion, with whose it is, as voids ask for it. */
export type Voidable = {
	type: 'click' | 'conversion';
	id: string;
	link: string;
	person: string;
	at: Date;
};

/**
 * A test whether any of the active voids takes a click or conversion out. A void by id takes either; a void of a
 * time range takes clicks only. A voided click still anchors its dedupe window, so ask after deduplication.
 */
export function voidedBy(voids: Iterable<VoidFact>): (fact: Voidable) => boolean {
	const ids = new Set<string>();
	const ranges = new Map<string, { from: number; to: number }[]>();
	for (const entry of voids) {
		if ('fact' in entry) {
			ids.add(entry.fact);
			continue;
		}
		const whose = 'link' in entry ? `link ${entry.link}` : `person ${entry.person}`;
		const range = {
			from: entry.from?.getTime() ?? -Infinity,
			to: entry.to?.getTime() ?? Infinity,
		};
		const known = ranges.get(whose);
		if (known) known.push(range);
		else ranges.set(whose, [range]);
	}
	const inRange = (whose: string, at: number): boolean =>
		ranges.get(whose)?.some(({ from, to }) => from <= at && at < to) ?? false;
	return ({ type, id, link, person, at }) =>
		ids.has(id) ||
		(type === 'click' &&
			(inRange(`link ${link}`, at.getTime()) || inRange(`person ${person}`, at.getTime())));
}
