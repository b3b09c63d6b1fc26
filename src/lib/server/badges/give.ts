import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { monthOf } from '#lib/domain/badges/months.ts';
import { dayBounds } from '#lib/domain/contest/days.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { badgeAwards, badgePolicy } from '../db/schema/badges.ts';
import { notify } from '../notices/notify.ts';
import { personIdOf } from '../people/find.ts';
import { readProgram } from '../programs/queries.ts';
import { knownBadges } from './known.ts';
import { refOf } from './tell.ts';
import { allViews, type BadgeView } from './views.ts';

/** How many badges a manager may give in a month unless owners say otherwise. */
export const MANAGER_MONTHLY = 5;

const giverOf = (ctx: Ctx) => {
	if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'People give badges.');
	return ctx.actor;
};

/** How many badges a manager may give in a month. */
export async function monthlyLimit(ctx: Pick<Ctx, 'db'>): Promise<number> {
	const [row] = await ctx.db.select().from(badgePolicy).where(eq(badgePolicy.id, 1));
	return row?.managerMonthly ?? MANAGER_MONTHLY;
}

/** The month (YYYY-MM, the program's zone) and how many badges a person has given in it that stand. */
async function givenThisMonth(
	ctx: Ctx,
	giverId: string,
): Promise<{ month: string; given: number }> {
	const { timeZone } = await readProgram(ctx);
	const month = monthOf(ctx.now, timeZone);
	const [from] = dayBounds(`${month}-01`, timeZone);
	const given = await ctx.db.$count(
		badgeAwards,
		and(
			eq(badgeAwards.givenBy, giverId),
			gte(badgeAwards.awardedAt, from),
			isNull(badgeAwards.takenBackAt),
		),
	);
	return { month, given };
}

/** What the person who asks may give by hand, and how many more this month; null is as many as they like. */
export const readGiving = guarded(
	'readGiving',
	'badges.give',
	z.strictObject({}),
	async (ctx): Promise<{ badges: BadgeView[]; left: number | null }> => {
		const giver = giverOf(ctx);
		const known = await knownBadges(ctx);
		const owner = may(giver, 'badges.write');
		const badges = allViews(known).filter(
			({ key, byHand, family }) =>
				(byHand || family === 'own') && (owner || known.managersMay.has(key)),
		);
		if (owner) return { badges, left: null };
		const { given } = await givenThisMonth(ctx, giver.id);
		return { badges, left: Math.max(0, (await monthlyLimit(ctx)) - given) };
	},
);

/** A reason's length in characters. */
export const REASON_LONGEST = 300;

export const giveBadgeSchema = z.strictObject({
	badge: z.string().min(1).max(100),
	person: externalIdSchema,
	/** Why, for the person and whoever sees it. */
	reason: textSchema(REASON_LONGEST),
});

/**
 * Gives a badge by hand, with a reason, once a month from one giver to one person; who gets it is told. Owners may give every badge
 * that people give; managers those they are allowed, up to the monthly limit. Throws Failure `not_found` (person,
 * badge), `not_allowed`, `invalid` (oneself), `too_many`, `conflict` (reason given).
 */
export const giveBadge = guarded('giveBadge', 'badges.give', giveBadgeSchema, (ctx, input) =>
	withTransaction(ctx, async (tx): Promise<{ id: string }> => {
		const giver = giverOf(tx);
		const personId = await personIdOf(tx, input.person);
		if (personId === giver.id)
			throw new Failure('invalid', 'Nobody gives a badge to themselves.', {
				reason: 'self',
				errors: [{ path: 'person', message: 'is yourself' }],
			});
		// Of two forms at once the second sees what the first has given.
		await tx.db.execute(sql`select from people where id = ${giver.id}::uuid for update`);
		const { badges, left } = await readGiving({ ctx: tx, input: {} });
		if (!badges.some(({ key }) => key === input.badge))
			throw new Failure('not_allowed', 'This badge is not yours to give.');
		if (left === 0) throw new Failure('too_many', 'Your badges of this month are given.');
		const { month } = await givenThisMonth(tx, giver.id);
		const [made] = await tx.db
			.insert(badgeAwards)
			.values({
				...{ id: v7(), personId, badge: input.badge, level: 1, at: tx.now, awardedAt: tx.now },
				...{ reason: `hand:${giver.id}:${month}`, givenBy: giver.id, givenReason: input.reason },
			})
			.onConflictDoUpdate({
				target: [badgeAwards.personId, badgeAwards.badge, badgeAwards.level, badgeAwards.reason],
				set: { takenBackAt: null, takenBackWhy: null, givenReason: input.reason, at: tx.now },
				setWhere: sql`${badgeAwards.takenBackAt} is not null`,
			})
			.returning({ id: badgeAwards.id });
		if (!made)
			throw new Failure('conflict', 'You gave them this badge this month.', { reason: 'given' });
		const known = await knownBadges(tx);
		await appendAudit(tx, {
			action: 'badge.give',
			target: `badge_award:${made.id}`,
			details: { badge: input.badge, person: input.person, reason: input.reason },
		});
		await notify(tx, {
			people: [personId],
			kind: 'badge_awarded',
			params: {
				badge: refOf(known, { badge: input.badge, level: 1 }),
				by: { name: giver.name, reason: input.reason },
			},
			key: `badge:${made.id}:${tx.now.getTime()}`,
		});
		return made;
	}),
);

/** Takes back what one has given somebody (own id) of a badge since an instant, if anything; for verbs that gave it. */
export async function withdrawGiven(
	tx: Ctx,
	{ to, badge, since }: { to: string; badge: string; since: Date },
): Promise<void> {
	const [row] = await tx.db
		.select({ id: badgeAwards.id })
		.from(badgeAwards)
		.where(
			and(
				...[eq(badgeAwards.personId, to), eq(badgeAwards.badge, badge)],
				...[eq(badgeAwards.givenBy, giverOf(tx).id), gte(badgeAwards.at, since)],
				isNull(badgeAwards.takenBackAt),
			),
		);
	if (row) await withdrawBadge({ ctx: tx, input: { id: row.id } });
}

/** Takes a badge back that was given by hand; the person is told. For its giver and for owners. Throws Failure `not_found`. */
export const withdrawBadge = guarded(
	'withdrawBadge',
	'badges.give',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const giver = giverOf(tx);
			const mine = may(giver, 'badges.write') ? undefined : eq(badgeAwards.givenBy, giver.id);
			const [row] = await tx.db
				.update(badgeAwards)
				.set({ takenBackAt: tx.now, takenBackWhy: 'hand' })
				.where(
					and(
						...[eq(badgeAwards.id, id), mine, isNull(badgeAwards.takenBackAt)],
						sql`${badgeAwards.reason} like 'hand:%'`,
					),
				)
				.returning();
			if (!row) throw new Failure('not_found', 'There is no such badge of yours.');
			await appendAudit(tx, {
				action: 'badge.withdraw',
				target: `badge_award:${id}`,
				details: { badge: row.badge },
			});
			await notify(tx, {
				people: [row.personId],
				kind: 'badge_taken_back',
				params: { badge: refOf(await knownBadges(tx), row), why: 'hand' },
				key: `badge:${id}:lost:${tx.now.getTime()}`,
			});
		}),
);
