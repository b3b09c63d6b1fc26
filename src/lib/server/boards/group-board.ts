import { z } from 'zod';
import type { BoardRow } from '#lib/domain/live/events.ts';
import { guarded } from '../context.ts';
import { visibleContest } from './contest.ts';
import { boardTables } from './tables.ts';

/** So many rows are looked at in one go. */
const CHUNK = 200;

/**
 * The first `top` rows of the public table, as office screens show them, whose people are of an office or a team (by
 * name), with their places in the whole table, and how many of them stand in it. Who is not shown by name there is in
 * none: a pseudonym among few would tell who it is. Throws Failure `not_found` for a contest that the actor may not see.
 */
export const readGroupBoard = guarded(
	'readGroupBoard',
	'board.read',
	z.strictObject({
		contest: z.string().min(1).max(100),
		of: z.enum(['office', 'team']),
		name: z.string().min(1).max(200),
		top: z.int().min(1).max(200),
	}),
	async (ctx, { contest, of, name, top }): Promise<{ rows: BoardRow[]; total: number }> => {
		const table = await boardTables.get(ctx.db, await visibleContest(ctx, contest), ctx.now);
		const size = table.size('public');
		const rows: BoardRow[] = [];
		let total = 0;
		for (let start = 0; start < size; start += CHUNK) {
			const theirs = table
				.rows('public', start, start + CHUNK, 'displays')
				.filter(({ person }) => person[of] === name);
			total += theirs.length;
			rows.push(...theirs.slice(0, top - rows.length));
		}
		return { rows, total };
	},
);
