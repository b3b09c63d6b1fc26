import { z } from 'zod';
import { rulesSchema } from '#lib/domain/contest/rules.ts';
import { rulesInWords } from '#lib/domain/contest/words.ts';
import { matching } from '#lib/domain/leaderboard/matching.ts';
import type { BoardRow } from '#lib/domain/live/events.ts';
import { guarded } from '../context.ts';
import { readContest } from '../contests/queries.ts';
import { withDrawn } from '../prizes/drawn.ts';
import { readProgram } from '../programs/queries.ts';
import { readBoard, readMe, readSparklines } from './queries.ts';
import { readUnmet } from './unmet.ts';

/** A page shows this many rows at once, and as many sparklines; the socket carries as many. */
const ROWS = 200;
const EVERYBODY = 100_000;

/** Rows of a board that is larger than what is live, found or paged on the server. */
export type FoundRows = { rows: BoardRow[]; total: number; page: number; pages: number };

function pageOf(rows: readonly BoardRow[], wanted: number): FoundRows {
	const pages = Math.max(1, Math.ceil(rows.length / ROWS));
	const page = Math.min(wanted, pages);
	return { rows: rows.slice((page - 1) * ROWS, page * ROWS), total: rows.length, page, pages };
}

/**
 * Everything the contest's page shows: the live board, own row, rules in words, sparklines. `found` is set when a board
 * has more rows than are live and somebody is looked for, a team is chosen or a later page is asked for.
 */
export const readContestPage = guarded(
	'readContestPage',
	'board.read',
	z.strictObject({
		slug: z.string().min(1).max(100),
		search: z.string().max(200).default(''),
		team: z.string().max(200).default(''),
		page: z.coerce.number().int().min(1).max(EVERYBODY).catch(1),
	}),
	async (ctx, { slug, search, team, page }) => {
		const contest = await withDrawn(ctx, await readContest({ ctx, input: { slug } }));
		const [board, program, me, unmet] = await Promise.all([
			readBoard({ ctx, input: { contest: slug, top: ROWS } }),
			readProgram(ctx),
			ctx.actor.kind === 'person' ? readMe({ ctx, input: { contest: slug } }) : null,
			readUnmet({ ctx, input: { contest: slug } }),
		]);
		const beyond = board.total > ROWS && (search !== '' || team !== '' || page > 1);
		const all = beyond ? await readBoard({ ctx, input: { contest: slug, top: EVERYBODY } }) : null;
		const found = all && pageOf(matching(all.rows, null, { search, team }), page);
		const drawn = [...(found?.rows ?? board.rows), ...(me?.row ? [me.row] : [])];
		const people = drawn.map(({ person }) => person.externalId);
		return {
			contest,
			board,
			me,
			/** Under which key the reader stands on the board; empty where they don't. */
			own: me?.row?.person.externalId ?? '',
			unmet,
			found,
			pages: Math.ceil(board.total / ROWS),
			sentences: rulesInWords(rulesSchema.parse(contest.rules), program.dedupeHours),
			trends: await readSparklines({ ctx, input: { contest: slug, people } }),
			now: ctx.now.toISOString(),
		};
	},
);
