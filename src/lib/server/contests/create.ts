import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { problem } from '#lib/domain/contest/problems.ts';
import { newContestSchema, TAKEN_SLUGS } from '#lib/domain/contest/new-contest.ts';
import { Failure } from '#lib/domain/failure.ts';
import { slugOf } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contestRules, contests } from '../db/schema/contests.ts';
import { asksForNoGuidelines } from '../learning/in-force.ts';
import { unknownExclusions } from './exclusions.ts';
import { writePrizes } from './prize-rows.ts';

/** Inserts under `slug`, or, for a slug made from the name, under the first free `slug-2`, `slug-3`, …; the unique index decides. */
async function insertUnderSlug(
	ctx: Ctx,
	given: string | undefined,
	row: Omit<typeof contests.$inferInsert, 'slug'>,
): Promise<{ id: string; slug: string }> {
	const base = given ?? (slugOf(row.name) || 'contest');
	for (let n = TAKEN_SLUGS.has(base) ? 2 : 1; n <= 1000; n += 1) {
		const [made] = await ctx.db
			.insert(contests)
			.values({ ...row, slug: n === 1 ? base : `${base}-${n}` })
			.onConflictDoNothing({ target: contests.slug })
			.returning({ id: contests.id, slug: contests.slug });
		if (made) return made;
		if (given) break;
	}
	throw new Failure('conflict', 'Another contest has this slug.', {
		errors: [{ path: 'slug', message: 'is taken' }],
	});
}

/**
 * Makes a contest and publishes it unless `draft`: one whose start lies ahead is scheduled. It is scored whole at
 * once, over facts that are there already. Throws Failure `invalid` with paths, `conflict` on a slug that is taken.
 */
export const createContest = guarded(
	'createContest',
	'contests.write',
	newContestSchema,
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const { name, slug: given, prizes: prizeList, draft, ...rules } = input;
			if (await asksForNoGuidelines(tx, rules)) {
				const { message } = problem('requires', 'no_guidelines');
				throw new Failure('invalid', message, { errors: [{ path: 'requires', message }] });
			}
			const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const { id, slug } = await insertUnderSlug(tx, given, {
				name,
				startsAt: rules.startsAt,
				endsAt: rules.endsAt,
				publishedAt: draft ? null : tx.now,
				drawSeed: randomBytes(32).toString('hex'),
				rescoreNeeded: true,
				createdBy,
				createdAt: tx.now,
			});
			await tx.db
				.insert(contestRules)
				.values({ contestId: id, version: 1, rules, prizes: prizeList, createdBy });
			await writePrizes(tx, id, prizeList);
			await appendAudit(tx, {
				action: 'contest.create',
				target: `contest:${id}`,
				details: { slug, name, rules, prizes: prizeList.length, draft },
			});
			await tx.db.execute(sql`select pg_notify('marks', '')`);
			const unknown = await unknownExclusions(tx, rules.exclude);
			const warnings = unknown.map(
				({ kind, name }) => `exclude.${kind}: nobody is known as “${name}” yet`,
			);
			return { id, slug, warnings };
		}),
);
