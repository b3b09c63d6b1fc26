import { asc, eq } from 'drizzle-orm';
import { prizeSchema, type Prize } from '#lib/domain/contest/new-contest.ts';
import type { Ctx } from '../context.ts';
import { prizes } from '../db/schema/contests.ts';

const rowOf = (contestId: string, prize: Prize, position: number) => ({
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

/** Makes the contest's prizes these, in this order; in the caller's transaction. Before the contest is final nothing refers to them. */
export async function writePrizes(
	tx: Ctx,
	contestId: string,
	list: readonly Prize[],
): Promise<void> {
	await tx.db.delete(prizes).where(eq(prizes.contestId, contestId));
	if (list.length === 0) return;
	await tx.db.insert(prizes).values(list.map((prize, index) => rowOf(contestId, prize, index)));
}

/** The contest's prizes as a form or an import would give them, in order. */
export async function currentPrizes(ctx: Ctx, contestId: string): Promise<Prize[]> {
	const rows = await ctx.db
		.select()
		.from(prizes)
		.where(eq(prizes.contestId, contestId))
		.orderBy(asc(prizes.position));
	return rows.map((row) => {
		const { kind, name, value, currency, ranking, bracket, description, stock } = row;
		const { fromPlace, toPlace, minPoints, winners, excludePlaceWinners } = row;
		return prizeSchema.parse({
			...{ kind, name, value, currency, ranking, bracket, description, stock },
			picture: row.pictureId,
			...(kind === 'place' ? { fromPlace, toPlace } : { minPoints }),
			...(kind === 'draw' ? { winners, excludePlaceWinners: excludePlaceWinners ?? false } : {}),
		});
	});
}
