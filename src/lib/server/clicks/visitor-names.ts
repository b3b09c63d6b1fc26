import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import { compareFacts } from '#lib/domain/scoring/fact-order.ts';
import { dayNumber } from './utc-day.ts';

/** A click as far as it matters here. */
export type Known = {
	/** By which facts are ordered: the sender's id or the portal's own. */
	id: string;
	rowId: string;
	personId: string;
	at: Date;
	/** The name under which it is kept; of a newcomer its own day's. */
	visitor: string;
	/** Null while it is not stored. */
	verdict: string | null;
};

/** What a click says of its visitor: the name of its day (UTC), of the day before and of the day after. */
type Names = { linkId: string; at: Date; visitor: string; earlier?: string; later?: string };

/** Clicks on one link that are one visitor's, and by which names, as far as they know, that visitor goes on which day. */
export type Group<C> = {
	linkId: string;
	clicks: C[];
	names: Set<string>;
	nameOf: Map<number, string>;
};

/**
 * Puts clicks together that have a name in common, whatever they call their visitor otherwise: one of yesterday and one of tomorrow
 * belong together if one of today, or the day between, says so. A sender's opaque visitor has one name on all days.
 */
export function groupsOf<C extends Names>(clicks: readonly C[]): Group<C>[] {
	const byKey = new Map<string, Group<C>>();
	for (const click of clicks) {
		const { linkId, visitor, earlier, later } = click;
		const day = dayNumber(click.at.getTime());
		let group: Group<C> = {
			...{ linkId, clicks: [click], names: new Set([visitor]) },
			nameOf: new Map([[day, visitor]]),
		};
		if (earlier !== undefined) group.nameOf.set(day - 1, earlier);
		if (later !== undefined) group.nameOf.set(day + 1, later);
		for (const name of group.nameOf.values()) group.names.add(name);
		// All of them first: a merge also takes over the names by which the next is found.
		const others = new Set([...group.names].map((name) => byKey.get(`${linkId} ${name}`)));
		for (const other of others) if (other) group = merge(other, group, byKey);
		for (const name of group.names) byKey.set(`${linkId} ${name}`, group);
	}
	return [...new Set(byKey.values())];
}

/** The larger of two groups, with the clicks and names of the smaller. */
function merge<C>(one: Group<C>, two: Group<C>, byKey: Map<string, Group<C>>): Group<C> {
	const [into, from] = one.clicks.length < two.clicks.length ? [two, one] : [one, two];
	into.clicks.push(...from.clicks);
	for (const [day, name] of from.nameOf) into.nameOf.set(day, name);
	for (const name of from.names) {
		into.names.add(name);
		byKey.set(`${into.linkId} ${name}`, into);
	}
	return into;
}

export type Judged<K> = { click: K; verdict: 'valid' | 'duplicate'; visitor: string };

/**
 * Judges one visitor's clicks by rule 5, from the first newcomer on, and says by which name each is kept: that of the day (UTC) on
 * which its window began, so that clicks of the day after still find the window, and a replay of the facts by their stored names
 * judges as this does. What is stored before the first newcomer stays as it is. Gives all, ordered as facts are.
 */
export function judgeVisitor<K extends Known>(
	clicks: readonly K[],
	nameOf: ReadonlyMap<number, string>,
	windowMs: number,
): Judged<K>[] {
	const ordered = [...clicks].sort(compareFacts);
	const first = ordered.findIndex(({ verdict }) => verdict === null);
	const before = first < 0 ? ordered : ordered.slice(0, first);
	const anew = first < 0 ? [] : ordered.slice(first);
	const anchor = before.findLast(({ verdict }) => verdict === 'valid');
	const verdicts = dedupe(
		[...(anchor ? [anchor] : []), ...anew].map(({ id, at }) => ({ id, at, visitor: '' })),
		windowMs,
	);
	let window = anchor?.visitor ?? '';
	const judged = anew.map((click): Judged<K> => {
		const verdict = verdicts.get(click.id) ?? 'duplicate';
		if (verdict === 'valid') window = nameOf.get(dayNumber(click.at.getTime())) ?? click.visitor;
		return { click, verdict, visitor: window };
	});
	const asBefore = before.map((click): Judged<K> => {
		const verdict = click.verdict === 'valid' ? 'valid' : 'duplicate';
		return { click, verdict, visitor: click.visitor };
	});
	return [...asBefore, ...judged];
}
