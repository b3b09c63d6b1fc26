import type { Rules } from '../contest/rules.ts';
import { rankTable, type Entry } from '../leaderboard/rank.ts';
import type { Standing } from '../scoring/standing.ts';
import type { Sides, WhatIfPerson, Why } from './why.ts';

/** Somebody as both sets of rules have them. */
export type Compared = { person: WhatIfPerson; sides: Sides; why: Why[] };

/** A place under today's rules. */
export type Place = { rank: number | null; points: number };

/** A row of the table as it would be; `person` is the external id. */
export type WhatIfRow = Omit<Standing, 'listed'> & {
	person: string;
	rank: number | null;
	/** Null for who is not in today's table. */
	before: Place | null;
	/** What makes the difference, the weightiest first; empty where there is none. */
	why: Why[];
};

/** Who stands in today's table and would be in none. */
export type Leaving = { person: string; before: Place; why: Why[] };

export type WhatIfTable = { rows: WhatIfRow[]; leaving: Leaving[] };

type Ranked = Entry & { rank: number | null };

/** The table under the rules `after`, in order, beside today's; whoever would leave it, in today's order. */
export function whatIfTable(
	people: readonly Compared[],
	rules: { before: Rules; after: Rules },
): WhatIfTable {
	const before = tableOf(people, 'before', rules.before);
	const after = tableOf(people, 'after', rules.after);
	const whys = new Map(people.map(({ person, why }) => [person.id, why]));
	const had = new Map(before.map((row) => [row.id, row]));
	const has = new Set(after.map(({ id }) => id));
	const tied = new Set([...sharedPoints(before), ...sharedPoints(after)]);
	const otherTies = rules.before.tieBreaks.join() !== rules.after.tieBreaks.join();
	const rows = after.map(({ id, name: _, rank, ...standing }) => {
		const was = had.get(id);
		const why = [...whys.get(id)!];
		if (was) {
			const placed = whyPlace(was, { rank, ...standing }, rules.after.minClicks);
			if (placed) why.push(placed);
			else if (why.length === 0 && was.rank !== rank) {
				const key = otherTies && tied.has(standing.points) ? 'tie_breaks' : 'others';
				why.push({ key, params: {}, points: 0 });
			}
		}
		return { person: id, rank, ...standing, before: was ? placeOf(was) : null, why };
	});
	const leaving = before
		.filter(({ id }) => !has.has(id))
		.map((row) => ({ person: row.id, before: placeOf(row), why: whys.get(row.id)! }));
	return { rows, leaving };
}

/** How many places somebody would win (+) or lose (−); null where there is no place then or now. */
export function movementOf(row: Pick<WhatIfRow, 'rank' | 'before'>): number | null {
	const was = row.before?.rank ?? null;
	return was === null || row.rank === null ? null : was - row.rank;
}

function tableOf(people: readonly Compared[], side: keyof Sides, rules: Rules): Ranked[] {
	const entries = people.flatMap(({ person, sides }): Entry[] => {
		const standing = sides[side]?.standing;
		if (!standing?.listed) return [];
		const { listed: _, ...figures } = standing;
		return [{ id: person.id, name: person.name, ...figures }];
	});
	return rankTable(entries, rules);
}

const placeOf = ({ rank, points }: Ranked): Place => ({ rank, points });

function whyPlace(
	was: Ranked,
	is: Pick<Ranked, 'rank' | 'clicks' | 'qualified'>,
	needed: number,
): Why | undefined {
	if ((was.rank === null) === (is.rank === null)) return undefined;
	if (!is.qualified) return { key: 'requires', params: {}, points: 0 };
	if (!was.qualified) return { key: 'requires_met', params: {}, points: 0 };
	const key = is.rank === null ? 'min_clicks' : 'min_clicks_met';
	return { key, params: { clicks: is.clicks, needed }, points: 0 };
}

function sharedPoints(rows: readonly Ranked[]): number[] {
	return rows
		.filter((row, i) => rows[i - 1]?.points === row.points || rows[i + 1]?.points === row.points)
		.map(({ points }) => points);
}
