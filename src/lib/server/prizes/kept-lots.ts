import { sql } from 'drizzle-orm';
import type { Erasing } from '#lib/domain/people/erased.ts';
import type { KeptLots } from '#lib/domain/prizes/award.ts';
import { lotOf } from '#lib/domain/prizes/draw.ts';
import type { Ctx } from '../context.ts';

/** The lots of a contest (own id) that are as they were, by prize and the external id of now. */
export async function readKeptLots(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<KeptLots> {
	const rows = await ctx.db.execute<{ prize: number; person: string; lot: string }>(sql`
		select k.prize, p.external_id as person, k.lot from kept_lots k join people p on p.id = k.person_id
		where k.contest_id = ${contestId}::uuid`);
	const lots = new Map(rows.map(({ prize, person, lot }) => [`${prize}:${person}`, lot]));
	return (prize, person) => lots.get(`${prize}:${person}`) ?? null;
}

/**
 * Keeps the lots that somebody (own id) has in the contests that have a result, of every prize, in the caller's transaction: before their
 * external id is another one. Where it stays nothing is kept.
 */
export async function keepLots(tx: Ctx, personId: string, who: Erasing): Promise<void> {
	if (who.key === who.externalId) return;
	const contests = await tx.db.execute<{ id: string; seed: string; prizes: number }>(sql`
		select c.id, c.draw_seed as seed, (select count(*)::int from prizes z where z.contest_id = c.id) as prizes
		from contests c where exists (select from contest_results r
			where r.contest_id = c.id and strpos(r.document, ${JSON.stringify(who.externalId)}) > 0)`);
	for (const { id, seed, prizes } of contests) {
		for (let prize = 1; prize <= prizes; prize++)
			await tx.db.execute(sql`
				insert into kept_lots (contest_id, prize, person_id, lot)
				values (${id}::uuid, ${prize}, ${personId}::uuid, ${lotOf(seed, prize, who.externalId)})`);
	}
}
