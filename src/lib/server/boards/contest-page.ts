import { z } from 'zod';
import { rulesSchema } from '#lib/domain/contest/rules.ts';
import { rulesInWords } from '#lib/domain/contest/words.ts';
import { guarded } from '../context.ts';
import { readContest } from '../contests/queries.ts';
import { readProgram } from '../programs/queries.ts';
import { readBoard, readMe, readSparklines } from './queries.ts';

/** A page shows this many rows at once, and as many sparklines; the socket carries as many. */
const ROWS = 200;

/** Everything the contest's page shows: board, own row, rules in words, sparklines of the rows. */
export const readContestPage = guarded(
	'readContestPage',
	'board.read',
	z.strictObject({ slug: z.string().min(1).max(100) }),
	async (ctx, { slug }) => {
		const contest = await readContest({ ctx, input: { slug } });
		const [board, program, me] = await Promise.all([
			readBoard({ ctx, input: { contest: slug, top: ROWS } }),
			readProgram(ctx),
			ctx.actor.kind === 'person' ? readMe({ ctx, input: { contest: slug } }) : null,
		]);
		const people = board.rows.map(({ person }) => person.externalId);
		return {
			contest,
			board,
			me,
			sentences: rulesInWords(rulesSchema.parse(contest.rules), program.dedupeHours),
			trends: await readSparklines({ ctx, input: { contest: slug, people } }),
			now: ctx.now.toISOString(),
		};
	},
);
