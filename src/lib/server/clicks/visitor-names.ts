import { dedupe } from '#lib/domain/clicks/dedupe.ts';

/** A visitor's clicks on one link under one name, as far as they matter here. */
export type Group = {
	/** By which facts are ordered: the sender's id or the portal's own. */
	id: string;
	rowId: string;
	personId: string;
	at: Date;
	visitor: string;
	/** Null while it is not stored. */
	verdict: string | null;
}[];

type Names = { at: Date; visitor: string; earlier?: string; later?: string };

/**
 * Under which of its names a click is kept. A visitor's name changes at midnight UTC with the salt; so that the
 * dedupe window stays whole, a click goes by yesterday's name while a valid click under it is less than the window
 * old, and a late click by the next day's name when the visitor was already seen under that one within the window
 * after it. Otherwise by its own day's. `groupOf` gives the clicks under a name, unjudged newcomers among them.
 */
export function visitorOf(
	click: Names,
	groupOf: (visitor: string) => Group | undefined,
	windowMs: number,
): string {
	const at = click.at.getTime();
	const anchored = (name: string) => {
		const group = groupOf(name);
		if (!group || group.length === 0) return false;
		const verdicts = dedupe(group, windowMs);
		return group.some((other) => {
			const age = at - other.at.getTime();
			return verdicts.get(other.id) === 'valid' && age >= 0 && age < windowMs;
		});
	};
	if (click.earlier !== undefined && anchored(click.earlier)) return click.earlier;
	if (click.later === undefined || anchored(click.visitor)) return click.visitor;
	const seenAfter = groupOf(click.later)?.some(
		(other) => other.at.getTime() >= at && other.at.getTime() - at < windowMs,
	);
	return seenAfter ? click.later : click.visitor;
}
