import type { BoardPerson } from '../live/events.ts';
import type { Comparison } from './improved.ts';

/** A row of a bracket's table: the place is the one within the bracket. */
export type BracketRow = {
	rank: number | null;
	person: BoardPerson;
	points: number;
	clicks: number;
};

/** A bracket as everybody sees it, its first rows. */
export type BracketView = {
	name: string;
	rows: BracketRow[];
	/** How many stand in its table in all. */
	total: number;
	/** One's own live row among what everybody sees, for who is in it and has one; null for others. */
	own: BracketRow | null;
};

/** A row of the most improved, with the face beside it. */
export type ImprovedViewRow = {
	rank: number;
	person: BoardPerson;
	comparison: Comparison;
};

/** The most improved as everybody sees them. */
export type ImprovedView = {
	rows: ImprovedViewRow[];
	total: number;
	/** Days of the contest that the points shown were won in. */
	days: number;
	/** One's own live points against one's last contest; null for who cannot be compared. */
	own: Comparison | null;
};
