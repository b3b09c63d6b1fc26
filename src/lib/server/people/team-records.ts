import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { guarded } from '../context.ts';

/** A team as the API answers it; its name is how everything else calls it. */
export type TeamRecord = {
	name: string;
	/** How many active people it has. */
	people: number;
};

/** A page of the teams in the order in which they were made. Throws Failure `invalid` on a foreign cursor. */
export const listTeamRecords = guarded(
	'listTeamRecords',
	'people.read',
	z.strictObject(PAGE_FIELDS),
	async (ctx, { limit, cursor }): Promise<{ teams: TeamRecord[]; nextCursor: string | null }> => {
		const after = afterOf(cursor);
		const found = (await ctx.db.execute(sql`
			select t.id, t.name, (select count(*)::int from people p where p.team_id = t.id and p.active) as people
			from teams t where ${after ? sql`t.id > ${after}::uuid` : sql`true`}
			order by t.id limit ${limit + 1}
		`)) as unknown as (TeamRecord & { id: string })[];
		const { rows, nextCursor } = pageFrom(found, limit);
		return { teams: rows.map(({ name, people }) => ({ name, people })), nextCursor };
	},
);
