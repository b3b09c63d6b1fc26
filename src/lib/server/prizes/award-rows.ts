import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import type { AwardedPrize } from '#lib/domain/prizes/view.ts';
import type { Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { people, teams } from '../db/schema/people.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { NO_PIECE } from './award-row.ts';

const winner = alias(people, 'winner');
const changer = alias(people, 'changer');
const onward = alias(prizeAwards, 'onward');
const onwardTo = alias(people, 'onward_to');

/** Pieces with something for an owner to do: to approve, to hand over, to pass on. */
export const TODO = sql`(${prizeAwards.state} in ('accepted', 'approved') or (${prizeAwards.passedTo} is null and ${prizeAwards.slot} <> ${sql.raw(String(NO_PIECE))}
	and (${prizeAwards.state} = 'declined' or (${prizeAwards.state} = 'withdrawn' and ${prizeAwards.note} is not null))))`;

/**
 * Awards with everything that pages and the CSV show of them: the newest contest first, then in the order of its list and
 * of the pieces.
 */
export async function awardRows(
	ctx: Pick<Ctx, 'db'>,
	where: SQL | undefined,
	page: { limit?: number; offset?: number } = {},
) {
	const rows = await ctx.db
		.select({
			id: prizeAwards.id,
			contestId: prizeAwards.contestId,
			contest: { slug: contests.slug, name: contests.name },
			held: contests.heldForReveal,
			prize: {
				id: prizes.id,
				number: sql<number>`${prizes.position} + 1`,
				kind: sql<PrizeView['kind']>`${prizes.kind}`,
				name: prizes.name,
				value: prizes.value,
				currency: prizes.currency,
				description: prizes.description,
				picture: prizes.pictureId,
				ranking: sql<PrizeView['ranking']>`${prizes.ranking}`,
				bracket: prizes.bracket,
			},
			person: {
				externalId: winner.externalId,
				name: winner.name,
				email: winner.email,
				team: teams.name,
				avatarSeed: winner.avatarSeed,
			},
			slot: prizeAwards.slot,
			place: prizeAwards.place,
			state: sql<AwardState>`${prizeAwards.state}`,
			delivery: prizeAwards.delivery,
			note: prizeAwards.note,
			passedTo: prizeAwards.passedTo,
			passedToName: onwardTo.name,
			revision: prizeAwards.revision,
			changedBy: changer.name,
			updatedAt: prizeAwards.updatedAt,
		})
		.from(prizeAwards)
		.innerJoin(prizes, eq(prizes.id, prizeAwards.prizeId))
		.innerJoin(contests, eq(contests.id, prizeAwards.contestId))
		.innerJoin(winner, eq(winner.id, prizeAwards.personId))
		.innerJoin(teams, eq(teams.id, winner.teamId))
		.leftJoin(changer, eq(changer.id, prizeAwards.changedBy))
		.leftJoin(onward, eq(onward.id, prizeAwards.passedTo))
		.leftJoin(onwardTo, eq(onwardTo.id, onward.personId))
		.where(and(where))
		.orderBy(
			desc(contests.endsAt),
			asc(contests.slug),
			asc(prizes.position),
			asc(prizeAwards.slot),
			asc(prizeAwards.id),
		)
		.limit(page.limit ?? 1_000_000)
		.offset(page.offset ?? 0);
	return rows.map((row) => ({ ...row, prize: row.prize satisfies AwardedPrize }));
}

export type AwardRows = Awaited<ReturnType<typeof awardRows>>;
