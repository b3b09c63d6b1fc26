import { randomBytes } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import { newContestSchema, type Prize } from '#lib/domain/contest/new-contest.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { slugOf } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contestRules, contests, prizes } from '../db/schema/contests.ts';
import { groups, people, teams } from '../db/schema/people.ts';

/** Names that a rule excludes and that nobody bears yet: allowed, because people may come later, but worth a warning. */
async function unknownExclusions(ctx: Ctx, exclude: Rules['exclude']): Promise<string[]> {
	const unknown = (kind: string, wanted: string[], known: { name: string }[]) => {
		const names = new Set(known.map((row) => row.name));
		return wanted
			.filter((name) => !names.has(name))
			.map((name) => `exclude.${kind}: nobody is known as “${name}” yet`);
	};
	const [knownPeople, knownTeams, knownGroups] = [
		exclude.people.length === 0
			? []
			: await ctx.db
					.select({ name: people.externalId })
					.from(people)
					.where(inArray(people.externalId, exclude.people)),
		exclude.teams.length === 0
			? []
			: await ctx.db
					.select({ name: teams.name })
					.from(teams)
					.where(inArray(teams.name, exclude.teams)),
		exclude.groups.length === 0
			? []
			: await ctx.db
					.select({ name: groups.name })
					.from(groups)
					.where(inArray(groups.name, exclude.groups)),
	];
	return [
		...unknown('people', exclude.people, knownPeople),
		...unknown('teams', exclude.teams, knownTeams),
		...unknown('groups', exclude.groups, knownGroups),
	].slice(0, 100);
}

/** Inserts under `slug`, or, for a slug made from the name, under the first free `slug-2`, `slug-3`, …; the unique index decides. */
async function insertUnderSlug(
	ctx: Ctx,
	given: string | undefined,
	row: Omit<typeof contests.$inferInsert, 'slug'>,
): Promise<{ id: string; slug: string }> {
	const base = given ?? (slugOf(row.name) || 'contest');
	for (let n = 1; n <= 1000; n += 1) {
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

const prizeRow = (contestId: string, prize: Prize, position: number) => ({
	contestId,
	position,
	kind: prize.kind,
	name: prize.name,
	value: prize.value ?? null,
	currency: prize.currency ?? null,
	ranking: prize.ranking,
	bracket: prize.bracket ?? null,
	description: prize.description ?? null,
	stock: prize.stock ?? null,
	pictureId: prize.picture ?? null,
	...(prize.kind === 'place'
		? { fromPlace: prize.fromPlace, toPlace: prize.toPlace ?? prize.fromPlace }
		: { minPoints: prize.minPoints }),
	...(prize.kind === 'draw'
		? { winners: prize.winners, excludePlaceWinners: prize.excludePlaceWinners }
		: {}),
});

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
			await tx.db.insert(contestRules).values({ contestId: id, version: 1, rules, createdBy });
			if (prizeList.length > 0)
				await tx.db
					.insert(prizes)
					.values(prizeList.map((prize, index) => prizeRow(id, prize, index)));
			await appendAudit(tx, {
				action: 'contest.create',
				target: `contest:${id}`,
				details: { slug, name, rules, prizes: prizeList.length, draft },
			});
			await tx.db.execute(sql`select pg_notify('marks', '')`);
			return { id, slug, warnings: await unknownExclusions(tx, rules.exclude) };
		}),
);
