import { and, eq } from 'drizzle-orm';
import { masked } from '#lib/domain/people/appearance.ts';
import type { Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { people as persons, teams } from '../db/schema/people.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { notify } from '../notices/notify.ts';
import { isTold, masksWithDraws } from '../people/shown.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';

/**
 * Tells webhooks, and everybody to whom a prize of the contest is offered, each once however often it is called: by `offerPrizes`, and by
 * whoever ends the reveal of a contest that was held for it, in the same transaction. Gives how many were told.
 */
export async function announcePrizes(tx: Ctx, contestId: string): Promise<{ told: number }> {
	const rows = await tx.db
		.select({
			id: prizeAwards.id,
			personId: prizeAwards.personId,
			prizeId: prizeAwards.prizeId,
			resultId: prizeAwards.resultId,
			prize: prizes.name,
			kind: prizes.kind,
			bracket: prizes.bracket,
			place: prizeAwards.place,
			winner: { externalId: persons.externalId, name: persons.name, team: teams.name },
			contest: { slug: contests.slug, name: contests.name },
		})
		.from(prizeAwards)
		.innerJoin(prizes, eq(prizes.id, prizeAwards.prizeId))
		.innerJoin(contests, eq(contests.id, prizeAwards.contestId))
		.innerJoin(persons, eq(persons.id, prizeAwards.personId))
		.innerJoin(teams, eq(teams.id, persons.teamId))
		.where(and(eq(prizeAwards.contestId, contestId), eq(prizeAwards.state, 'offered')));
	// A webhook leaves the portal.
	const { masks, drawn } = await masksWithDraws(tx.db, ['boards', 'outside']);
	for (const { id, contest, prize, winner: won, place, ...of } of rows) {
		const winner = masked(won, (isTold(of) ? drawn : masks).get(won.externalId));
		await enqueueWebhook(tx, {
			...{ type: 'prize.won', key: `prize.won:${id}`, at: tx.now },
			data: { contest, prize, winner, place },
		});
	}
	// A person is offered a prize at most once under a result, so that these two name the offer.
	const groups = Map.groupBy(rows, ({ prizeId, resultId }) => `prize-won:${prizeId}:${resultId}`);
	let told = 0;
	for (const [key, offers] of groups) {
		const { contest, prize } = offers[0]!;
		const people = offers.map(({ personId }) => personId);
		told += await notify(tx, { people, kind: 'prize_won', params: { contest, prize }, key });
	}
	return { told };
}
