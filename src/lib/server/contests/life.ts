import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { DEEDS, nextMoment, refusalOf, type LifeView } from '#lib/domain/contest/life.ts';
import { settledAt } from '#lib/domain/contest/phase.ts';
import { Failure } from '#lib/domain/failure.ts';
import { loadContest } from '../boards/contest.ts';
import { guarded } from '../context.ts';
import { notedMoments } from './moments.ts';
import { readContest } from './queries.ts';

/** Where a contest is in its life, what comes next and what an owner can do now. Throws Failure `not_found`. */
export const readLife = guarded(
	'readLife',
	'contests.write',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, { contest: slug }): Promise<LifeView> => {
		const contest = await loadContest(ctx.db, { slug });
		if (!contest) throw new Failure('not_found', 'There is no such contest.');
		const { id, rules, now } = contest;
		const [more] = (await ctx.db.execute(sql`
			select c.rescore_done as done, c.rescore_of as of,
				(select d.id from contest_drafts d where d.contest_id = c.id) as draft
			from contests c where c.id = ${id}
		`)) as unknown as { done: number | null; of: number | null; draft: string | null }[];
		const { done, of, draft } = more ?? { done: null, of: null, draft: null };
		const running =
			contest.unscored && !!contest.publishedAt && !contest.finalAt && !contest.cancelledAt;
		const next = nextMoment(contest, rules, now);
		return {
			view: await readContest({ ctx: { ...ctx, now }, input: { slug } }),
			now: now.toISOString(),
			settledAt: settledAt(rules).toISOString(),
			next: next && { ...next, at: next.at.toISOString() },
			past: (await notedMoments(ctx, id)).map(({ moment, at }) => ({
				moment,
				at: at.toISOString(),
			})),
			can: Object.fromEntries(
				DEEDS.map((deed) => [deed, refusalOf(deed, contest, rules, now)]),
			) as LifeView['can'],
			draft,
			rescoring: running && done !== null && of !== null ? { running, done, of } : { running },
		};
	},
);
