import { sql } from 'drizzle-orm';
import type { ContestView } from '#lib/domain/contest/view.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import { isInForce, type AwardState } from '#lib/domain/prizes/state.ts';
import type { Ctx } from '../context.ts';
import { masksWithDraws } from '../people/shown.ts';

type Row = { prizeId: string; state: AwardState; externalId: string; name: string };

/**
 * A contest with the names of those who have what was drawn, once its result is shown: what a draw gave stands in no table. For whoever
 * may watch its board; owners too read it as everybody else there. Who is not shown by name is told as in every draw.
 */
export async function withDrawn(ctx: Ctx, view: ContestView): Promise<ContestView> {
	const shown = view.phase === 'final' && !view.heldForReveal;
	if (!shown || view.prizes.every(({ kind }) => kind !== 'draw')) return view;
	const rows = (await ctx.db.execute(sql`
		select a.prize_id as "prizeId", a.state, p.external_id as "externalId", p.name
		from prize_awards a join prizes z on z.id = a.prize_id join contests c on c.id = a.contest_id
			join people p on p.id = a.person_id
		where c.slug = ${view.slug} and z.kind = 'draw' order by a.place, a.slot, a.id
	`)) as unknown as Row[];
	const { drawn } = await masksWithDraws(ctx.db, [
		ctx.actor.kind === 'display' ? 'displays' : 'boards',
	]);
	const winners = Map.groupBy(
		rows.filter(({ state }) => isInForce(state)),
		({ prizeId }) => prizeId,
	);
	const names = (id: string) =>
		(winners.get(id) ?? []).map((won) => masked(won, drawn.get(won.externalId)).name);
	return {
		...view,
		prizes: view.prizes.map((prize) =>
			prize.kind === 'draw' ? { ...prize, drawn: names(prize.id) } : prize,
		),
	};
}
