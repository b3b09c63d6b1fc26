import { rankTable, type RankingRules } from '#lib/domain/leaderboard/rank.ts';
import type { BoardPerson, BoardRow } from '#lib/domain/live/events.ts';
import type { WonPrize } from '#lib/domain/reveal/step.ts';

/** Figures of a person in a test; what is missing is 0, `hour` is when the last point came. */
export type Line = { points: number; clicks?: number; engagement?: number; hour?: number };

/** Somebody named like their id. */
export const person = (id: string): BoardPerson => ({
	...{ externalId: id, name: id, team: 'Sales', office: null, avatarSeed: id },
});

/** A table as a board has it, from points or figures per person. */
export function aTable(lines: Record<string, Line | number>, rules: RankingRules): BoardRow[] {
	const entries = Object.entries(lines).map(([id, line]) => {
		const {
			points,
			clicks = 0,
			engagement = 0,
			hour = 0,
		} = typeof line === 'number' ? { points: line } : line;
		const reachedAt = new Date(Date.parse('2026-11-01T00:00:00Z') + hour * 3_600_000);
		return { id, name: id, points, clicks, engagement, conversions: 0, reachedAt, qualified: true };
	});
	return rankTable(entries, rules).map(({ id, rank, reachedAt, ...row }) => ({
		...{ rank, person: person(id), points: row.points, clicks: row.clicks },
		...{ engagement: row.engagement, conversions: row.conversions },
		...{ reachedAt: reachedAt.toISOString(), movement: null },
	}));
}

/** A prize, for a place of everybody's table unless said otherwise, and who won it. */
export function aPrize(
	name: string,
	winners: readonly string[],
	more: Partial<WonPrize['prize']> = {},
): WonPrize {
	return {
		prize: {
			...{ id: name, kind: 'place', name, value: '100.00', currency: 'EUR', ranking: 'main' },
			...{ bracket: null, stock: null, picture: null },
			...more,
		},
		winners: winners.map(person),
	};
}
