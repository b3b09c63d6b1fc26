import { asc, eq, sql } from 'drizzle-orm';
import { settleAwards, type HeldAward } from '#lib/domain/prizes/settle.ts';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { announcePrizes } from './announce.ts';
import { NO_PIECE } from './award-row.ts';
import { tellChange } from './tell.ts';

/** Who won a prize under a result, by the portal's own ids. `place` is the rank, or the order of the draw. */
export type Won = {
	prizeId: string;
	winners: readonly { personId: string; place: number | null }[];
};

/** Parameters of one statement stay below Postgres's 65,535. */
const AT_ONCE = 5_000;

/**
 * Offers the prizes that a result gives, in the transaction that makes the result and holds the contest's row. With a
 * correction, who has won the same prize before keeps it as it is, who no longer wins has it withdrawn unless it is
 * handed over, and the others are offered it; what was refused goes on or not, as it is won or not (domain/prizes/settle.ts). Tells those concerned, unless the contest is
 * held for its reveal: then `announcePrizes` does.
 */
export async function offerPrizes(
	tx: Ctx,
	input: { contestId: string; resultId: string; won: readonly Won[] },
): Promise<{ offered: number; withdrawn: number }> {
	const { contestId, resultId } = input;
	const [contest] = await tx.db
		.select({ slug: contests.slug, name: contests.name, held: contests.heldForReveal })
		.from(contests)
		.where(eq(contests.id, contestId));
	if (!contest) throw new Error(`There is no contest ${contestId}.`);
	const { slug, name, held } = contest;
	await tx.db.execute(
		sql`select 1 from prize_awards where contest_id = ${contestId} order by id for update`,
	);
	const rows = await tx.db
		.select({
			id: prizeAwards.id,
			prizeId: prizeAwards.prizeId,
			personId: prizeAwards.personId,
			slot: prizeAwards.slot,
			state: prizeAwards.state,
			note: prizeAwards.note,
			passedTo: prizeAwards.passedTo,
			prize: prizes.name,
		})
		.from(prizeAwards)
		.innerJoin(prizes, eq(prizes.id, prizeAwards.prizeId))
		.where(eq(prizeAwards.contestId, contestId))
		.orderBy(asc(prizeAwards.id));
	const before = rows.map((row): HeldAward => ({ ...row, state: row.state as AwardState }));
	const { offers, withdrawn, places, reopened, closed } = settleAwards(before, input.won);

	for (const id of withdrawn)
		await tx.db
			.update(prizeAwards)
			.set({
				state: 'withdrawn',
				delivery: null,
				note: null,
				revision: sql`${prizeAwards.revision} + 1`,
				changedBy: null,
				updatedAt: sql`now()`,
			})
			.where(eq(prizeAwards.id, id));
	for (const { id, place } of places)
		await tx.db.update(prizeAwards).set({ place }).where(eq(prizeAwards.id, id));
	for (const { id, slot } of [...reopened, ...closed.map((id) => ({ id, slot: NO_PIECE }))])
		await tx.db
			.update(prizeAwards)
			.set({
				slot,
				passedTo: null,
				revision: sql`${prizeAwards.revision} + 1`,
				updatedAt: sql`now()`,
			})
			.where(eq(prizeAwards.id, id));
	for (let i = 0; i < offers.length; i += AT_ONCE)
		await tx.db
			.insert(prizeAwards)
			.values(offers.slice(i, i + AT_ONCE).map((offer) => ({ ...offer, contestId, resultId })));
	await appendAudit(tx, {
		action: 'prize.offer',
		target: `contest:${contestId}`,
		details: {
			...{ contest: slug, result: resultId, offered: offers.length, withdrawn },
			...(reopened.length > 0 && { reopened: reopened.map(({ id }) => id) }),
			...(closed.length > 0 && { closed }),
		},
	});
	if (!held) {
		const gone = new Set(withdrawn);
		for (const row of rows.filter(({ id }) => gone.has(id)))
			await tellChange(tx, { ...row, contest: { slug, name } }, 'withdrawn');
		await announcePrizes(tx, contestId);
	}
	return { offered: offers.length, withdrawn: withdrawn.length };
}
