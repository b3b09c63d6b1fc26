import { compareNames } from '../leaderboard/rank.ts';

type Row = {
	rank: number | null;
	person: { externalId: string; name: string };
	points?: number | null;
};

/**
 * A stored table after some of its people were masked: those who stand alike (one place, or none with equal points) in
 * order of what they are called now. In the order of their real names a pseudonym between Ada and Alva would be told half.
 */
export function alikeByShownName<T extends Row>(rows: readonly T[]): T[] {
	const sorted: T[] = [];
	for (let from = 0; from < rows.length;) {
		const first = rows[from]!;
		const next = rows.findIndex(
			({ rank, points }, i) => i > from && (rank !== first.rank || points !== first.points),
		);
		const to = next === -1 ? rows.length : next;
		sorted.push(...rows.slice(from, to).sort((a, b) => compareNames(called(a), called(b))));
		from = to;
	}
	return sorted;
}

const called = ({ person: { name, externalId } }: Row) => ({ name, id: externalId });
