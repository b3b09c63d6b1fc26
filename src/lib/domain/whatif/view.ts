import type { BoardPerson } from '../live/events.ts';
import type { Leaving, WhatIfRow } from './table.ts';

/** A row as it would be, with the face beside it; `movement` as in table.ts. */
export type PreviewRow = Omit<WhatIfRow, 'person' | 'reachedAt'> & {
	person: BoardPerson;
	/** RFC 3339. */
	reachedAt: string | null;
	movement: number | null;
};

/** What a change of rules would do, beside today's table. */
export type Preview = {
	contest: string;
	/** The time boxes that the two tables were counted over, RFC 3339. */
	before: { startsAt: string; endsAt: string };
	after: { startsAt: string; endsAt: string };
	/** How many facts were looked at. */
	facts: number;
	rows: PreviewRow[];
	/** How many would stand in the table in all, rise, fall, and come in. */
	total: number;
	rising: number;
	falling: number;
	joining: number;
	/** Who stands in today's table and would not: all of them up to the length of `rows`. */
	leaving: (Omit<Leaving, 'person'> & { person: BoardPerson })[];
	leavingTotal: number;
};
