import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import type { ResultRow, ResultsView } from '#lib/domain/results/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { readContest } from '../contests/queries.ts';
import { readOwnKey } from '../people/appearance.ts';
import { ownPseudonym, readResults } from './queries.ts';

/** Rows that a page shows at first: 200 are 60 kB of it. */
const ROWS = 200;

/** A result as its page shows it, or why there is none to show. */
export type ResultPage =
	| { missing: 'not_final' | 'cancelled' | 'held' | 'no_result' }
	| {
			missing: null;
			/** `table` has the first rows; `people` is how many there are. */
			result: ResultsView;
			people: number;
			/** Somebody who is erased lost their name in the document, which the published hash is therefore no more of. */
			nameLost: boolean;
			/** Under which name the reader stands in the replay file. */
			pseudonym: string | null;
			/** Whom a correction may be about, where the reader may make one. */
			correctable: Pick<ResultRow, 'person'>[] | null;
	  };

async function nameLostIn(ctx: Ctx, { contest, number }: ResultsView): Promise<boolean> {
	const [row] = await ctx.db.execute<{ lost: boolean }>(sql`
		select encode(sha256(convert_to(r.document, 'UTF8')), 'hex') <> r.sha256 as lost
		from contest_results r join contests c on c.id = r.contest_id
		where c.slug = ${contest} and r.number = ${number}`);
	return row?.lost ?? false;
}

const REASONS = ['not_final', 'held', 'no_result'] as const;

/** Everything on the page of a contest's result. Throws Failure `not_found` where there is no such contest or result. */
export const readResultPage = guarded(
	'readResultPage',
	'results.read',
	z.strictObject({
		contest: z.string().min(1).max(100),
		number: z.int().min(1).optional(),
		all: z.boolean().default(false),
	}),
	async (ctx, { all, ...input }): Promise<ResultPage> => {
		try {
			const result = await readResults({ ctx, input });
			const { table } = result;
			const own =
				ctx.actor.kind === 'person'
					? [ctx.actor.externalId, await readOwnKey({ ctx, input: { surface: 'boards' } })]
					: [];
			const pseudonym = await ownPseudonym({ ctx, input: { contest: input.contest } });
			const newest = result.number === result.results.length;
			return {
				missing: null,
				result: { ...result, table: all ? table : table.slice(0, ROWS) },
				people: table.length,
				nameLost: await nameLostIn(ctx, result),
				pseudonym: table.some(({ person }) => own.includes(person.externalId)) ? pseudonym : null,
				correctable:
					newest && may(ctx.actor, 'contests.finalize')
						? table.map(({ person }) => ({ person }))
						: null,
			};
		} catch (error) {
			const reason = error instanceof Failure ? error.reason : undefined;
			const missing = REASONS.find((one) => one === reason);
			if (!missing || (missing === 'no_result' && input.number !== undefined)) throw error;
			if (missing !== 'not_final') return { missing };
			const { phase } = await readContest({ ctx, input: { slug: input.contest } });
			return { missing: phase === 'cancelled' ? phase : missing };
		}
	},
);
