import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { NAMED_EVERYWHERE, seesEverybody } from '../people/shown.ts';

const MOST = 12;

/**
 * Colleagues to give a badge to: by a part of their name, or the one of that external id. Never the person
 * who asks, and for all but owners nobody who does not appear by name. */
export const findColleagues = guarded(
	'findColleagues',
	'badges.give',
	z.strictObject({ name: z.string().trim().max(200), to: z.string().max(200).nullable() }),
	async (ctx, { name, to }): Promise<{ externalId: string; name: string; team: string }[]> => {
		if (name === '' && to === null) return [];
		const self = ctx.actor.kind === 'person' ? ctx.actor.externalId : '';
		const like = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
		return ctx.db.execute<{ externalId: string; name: string; team: string }>(sql`
			select p.external_id as "externalId", p.name, t.name as team
			from people p join teams t on t.id = p.team_id
			where p.active and p.external_id <> ${self}
				and ${seesEverybody(ctx.actor) ? sql`true` : NAMED_EVERYWHERE}
				and case when ${to}::text is not null then p.external_id = ${to}::text else p.name ilike ${like} end
			order by p.name, p.id limit ${MOST}`);
	},
);
