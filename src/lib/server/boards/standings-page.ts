import { z } from 'zod';
import type { Phase } from '#lib/domain/contest/phase.ts';
import { compare, type Entry } from '#lib/domain/leaderboard/rank.ts';
import type { Audience, BoardRow } from '#lib/domain/live/events.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { ContestTable } from './table.ts';

/** A page of the table as API.md answers it. */
export type StandingsPage = {
	contest: string;
	phase: Phase;
	rulesVersion: number;
	version: number;
	frozen: boolean;
	rows: (Omit<BoardRow, 'movement' | 'person'> & {
		person: { externalId: string; name: string; team: string };
	})[];
	nextCursor: string | null;
};

/** The last row's figures: the next page begins behind whoever would stand there now. */
const cursorSchema = z.strictObject({
	id: z.string(),
	name: z.string(),
	points: z.int(),
	clicks: z.int(),
	engagement: z.int(),
	conversions: z.int(),
	reachedAt: z.iso.datetime().nullable(),
	/** Cursors of before there was this name nobody who lacks more than clicks. */
	qualified: z.boolean().default(true),
});

/** How many rows stand at or before these figures in the table's order. */
function positionBehind(table: ContestTable, audience: Audience, last: Entry): number {
	const ranked = table.ranked(audience);
	const order = compare(table.contest.tableRules);
	let low = 0;
	let high = ranked.size;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const [row] = ranked.slice(middle, middle + 1);
		if (row && order(row.entry, last) <= 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * One page of the table in order. The cursor holds by figures, not by position: rows that arrive or move elsewhere
 * neither repeat nor skip those that stay. Throws Failure `invalid` on a foreign cursor.
 */
export function standingsPage(
	table: ContestTable,
	options: { audience: Audience; limit: number; cursor: string | undefined; now: Date },
): StandingsPage {
	const { audience, limit, now } = options;
	const after = decodeCursor(cursorSchema, options.cursor);
	const start = after
		? positionBehind(table, audience, {
				...after,
				reachedAt: after.reachedAt ? new Date(after.reachedAt) : null,
			})
		: 0;
	const rows = table.rows(audience, start, start + limit);
	const { contest, phase, rulesVersion, version, frozen } = table.board(audience, 0, now);
	const end = start + limit;
	const last =
		end < table.size(audience) ? table.ranked(audience).slice(end - 1, end)[0]?.entry : undefined;
	return {
		...{ contest, phase, rulesVersion, version, frozen },
		rows: rows.map(({ movement: _, person: { externalId, name, team }, ...figures }) => ({
			...figures,
			person: { externalId, name, team },
		})),
		nextCursor: last
			? encodeCursor({
					id: last.id,
					name: last.name,
					points: last.points,
					clicks: last.clicks,
					engagement: last.engagement,
					conversions: last.conversions,
					reachedAt: last.reachedAt?.toISOString() ?? null,
					qualified: last.qualified,
				})
			: null,
	};
}
