import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { dayOf } from '#lib/domain/contest/days.ts';
import type { AmbassadorBy } from '#lib/domain/recognition/ambassador.ts';
import type { ThanksPerson } from '#lib/domain/recognition/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { masksOf, throughMasks } from '../people/shown.ts';
import { readProgram } from '../programs/queries.ts';

export type Nomination = {
	id: string;
	person: ThanksPerson;
	reason: string;
	votes: number;
	/** Whether the reader voted for it. */
	voted: boolean;
	own: boolean;
};

export type Ambassador = { month: string; person: ThanksPerson; reason: string };

const PERSON = sql`jsonb_build_object('externalId', p.external_id, 'name', p.name, 'avatarSeed', p.avatar_seed)`;
const NOT_HIDDEN = sql`not exists (select from appearances a
	where a.person_id = p.id and a.surface = 'directory' and a.shown = 'hidden')`;

/** A month's nominations, the most votes first, and how its ambassador is found; people as they are called. */
export async function nominationsOf(
	ctx: Pick<Ctx, 'db' | 'actor'>,
	month: string,
): Promise<{ by: AmbassadorBy; nominations: Nomination[] }> {
	const reader = ctx.actor.kind === 'person' ? ctx.actor.id : null;
	const nominations = (await ctx.db.execute(sql`
		select n.id, ${PERSON} as person, n.reason, n.person_id = ${reader}::uuid as own,
			(select count(*)::int from nomination_votes v where v.nomination_id = n.id) as votes,
			exists (select from nomination_votes v where v.nomination_id = n.id and v.voter_id = ${reader}::uuid) as voted
		from nominations n join people p on p.id = n.person_id
		where n.month = ${month} and ${NOT_HIDDEN}
		order by votes desc, n.created_at, n.id`)) as unknown as Nomination[];
	const [row] = (await ctx.db.execute(
		sql`select ambassador_by as by from program where id = 1`,
	)) as unknown as { by: AmbassadorBy }[];
	return { by: row?.by ?? 'vote', nominations };
}

/** This month's nominations and the ambassadors of the last twelve months that are announced, the newest first. */
export const readAmbassadors = guarded(
	'readAmbassadors',
	'recognition.read',
	z.strictObject({}),
	async (
		ctx,
	): Promise<{
		month: string;
		by: AmbassadorBy;
		nominations: Nomination[];
		/** Those of the month before, while nobody is announced for it. */
		undecided: { month: string; nominations: Nomination[] } | null;
		ambassadors: Ambassador[];
	}> => {
		const { timeZone } = await readProgram(ctx);
		const month = dayOf(ctx.now, timeZone).slice(0, 7);
		const ambassadors = (await ctx.db.execute(sql`
			select m.month, ${PERSON} as person, m.reason
			from ambassadors m join people p on p.id = m.person_id
			where ${NOT_HIDDEN} order by m.month desc limit 12`)) as unknown as Ambassador[];
		const [before] = (await ctx.db.execute(sql`
			select max(month) as month from nominations n
			where month < ${month} and not exists (select from ambassadors m where m.month = n.month)
		`)) as unknown as { month: string | null }[];
		const { by, nominations } = await nominationsOf(ctx, month);
		const undecided = before?.month
			? { month: before.month, nominations: (await nominationsOf(ctx, before.month)).nominations }
			: null;
		const masks = await masksOf(ctx.db, ['directory']);
		const view = { month, by, nominations, undecided, ambassadors };
		return throughMasks(view, masks) as typeof view;
	},
);
