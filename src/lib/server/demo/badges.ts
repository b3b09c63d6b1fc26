import { and, asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { monthOf } from '#lib/domain/badges/months.ts';
import { gatherFacts } from '../badges/gather.ts';
import { knownBadges, wantedOf } from '../badges/known.ts';
import { heldBy, storeAwards } from '../badges/store.ts';
import { nameTitles } from '../badges/titles.ts';
import { withTransaction, type Ctx } from '../context.ts';
import {
	badgeAwards,
	badgePasses,
	badgeSettings,
	badgeTouches,
	ownBadges,
} from '../db/schema/badges.ts';
import { people } from '../db/schema/people.ts';
import { DAY } from './pace.ts';
import { DEMO_ZONE } from './calendar.ts';

const HELPED = 'Sat down with me for an hour before my first post, and it was read.';

/**
 * The badges that the demo's people have earned, by the real evaluation of their facts, told to nobody; one of the program's own; and
 * one that a manager gave to a colleague of theirs two days ago.
 */
export async function seedBadges(ctx: Ctx): Promise<void> {
	await withTransaction(ctx, async (tx) => {
		const everybody = await tx.db
			.select({ id: people.id, role: people.role, teamId: people.teamId })
			.from(people)
			.orderBy(asc(people.externalId));
		await tx.db.insert(ownBadges).values({
			...{ id: v7(), name: 'Full house', mark: 'sun' as const, createdAt: tx.now },
			description: 'Six hundred readers from outside within one month.',
			condition: { metric: 'clicks', threshold: 600, period: 'month', audience: { kind: 'all' } },
		});
		await tx.db.insert(badgeSettings).values({ badge: 'helping-hand', managersMay: true });
		await nameTitles(tx);
		const known = await knownBadges(tx);
		const gathered = await gatherFacts(
			tx,
			everybody.map(({ id }) => id),
		);
		const wanted = new Map(gathered.map((one) => [one.id, wantedOf(known, one)]));
		const held = await heldBy(tx, [...wanted.keys()]);
		await storeAwards(tx, known, wanted, held, true);
		await tx.db.update(badgeAwards).set({ awardedAt: sql`${badgeAwards.at}` });
		await giveOne(tx, everybody);
		const of = everybody.length;
		await tx.db.insert(badgePasses).values({
			...{ id: v7(), cause: 'first', requestedAt: tx.now, startedAt: tx.now, finishedAt: tx.now },
			...{ done: of, of },
		});
		await tx.db.delete(badgeTouches);
	});
}

async function giveOne(
	tx: Ctx,
	everybody: readonly { id: string; role: string; teamId: string }[],
): Promise<void> {
	const giver = everybody.find(({ role }) => role === 'manager');
	const [colleague] = giver
		? await tx.db
				.select({ id: people.id })
				.from(people)
				.where(and(eq(people.teamId, giver.teamId), eq(people.role, 'employee')))
				.orderBy(asc(people.externalId))
				.limit(1)
		: [];
	if (!giver || !colleague) return;
	const at = new Date(tx.now.getTime() - 2 * DAY);
	await tx.db.insert(badgeAwards).values({
		...{ id: v7(), personId: colleague.id, badge: 'helping-hand', level: 1, at, awardedAt: at },
		...{ givenBy: giver.id, givenReason: HELPED, toldAt: at },
		reason: `hand:${giver.id}:${monthOf(at, DEMO_ZONE)}`,
	});
}
