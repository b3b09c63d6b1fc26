import type { FirstVerdict } from '#lib/domain/clicks/verdict.ts';

/** A click at the door, judged by rules 1 to 4 and not yet written. */
export type DoorClick = {
	/** UUIDv7: primary key and, in the redirect, `lrl`. */
	id: string;
	linkId: string;
	personId: string;
	postId: string;
	/** Milliseconds since 1970. */
	at: number;
	first: FirstVerdict;
	/** A candidate's name under the day's salt and under the day before's; empty for the others. */
	visitor: string;
	earlier: string;
	/** A candidate's network prefix under the day's salt (door/network.ts); empty for the others. */
	network: string;
	/** Its name under the next day's salt; only asked for near midnight and when the click has to wait on disk. */
	later: () => string;
};

/** A click as the spool keeps it: what is needed to judge it later, and no address. */
export type SpooledClick = {
	id: string;
	l: string;
	p: string;
	o: string;
	at: number;
	f: FirstVerdict;
	v?: string | undefined;
	e?: string | undefined;
	n?: string | undefined;
	w?: string | undefined;
};

/** The click as a line for the spool. */
export function toSpooled(click: DoorClick): SpooledClick {
	const { id, linkId: l, personId: p, postId: o, at, first: f } = click;
	if (f !== 'candidate') return { id, l, p, o, at, f };
	const { visitor: v, earlier, network } = click;
	// Always of one shape, which takes a fifth of the time of one put together by what there is.
	const e = earlier === '' ? undefined : earlier;
	const w = network === '' ? undefined : network;
	return { id, l, p, o, at, f, v, e, n: click.later(), w };
}

/** A spooled click, ready to be recorded. */
export function fromSpooled(line: SpooledClick): DoorClick {
	return {
		id: line.id,
		linkId: line.l,
		personId: line.p,
		postId: line.o,
		at: line.at,
		first: line.f,
		visitor: line.v ?? '',
		earlier: line.e ?? '',
		network: line.w ?? '',
		later: () => line.n ?? '',
	};
}
