import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { guarded, type Ctx } from '../context.ts';

/** A team as the API answers it; its name is how everything else calls it. */
export type TeamRecord = {
	name: string;
	/** How many active people it has. */
	people: number;
};

type Row = TeamRecord & { id: string };

/** Teams that fit, in the order in which they were made. */
async function select(ctx: Ctx, which: SQL, limit: number): Promise<Row[]> {
	return (await ctx.db.execute(sql`
		select t.id, t.name, (select count(*)::int from people p where p.team_id = t.id and p.active) as people
		from teams t where ${which} order by t.id limit ${limit}
	`)) as unknown as Row[];
}

const shown = ({ name, people }: Row): TeamRecord => ({ name, people });

/** A page of the teams in the order in which they were made. Throws Failure `invalid` on a foreign cursor. */
export const listTeamRecords = guarded(
	'listTeamRecords',
	'people.read',
	z.strictObject(PAGE_FIELDS),
	async (ctx, { limit, cursor }): Promise<{ teams: TeamRecord[]; nextCursor: string | null }> => {
		const after = afterOf(cursor);
		const found = await select(ctx, after ? sql`t.id > ${after}::uuid` : sql`true`, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { teams: rows.map(shown), nextCursor };
	},
);

/** One team by its name. Throws Failure `not_found`. */
export const readTeamRecord = guarded(
	'readTeamRecord',
	'people.read',
	z.strictObject({ name: textSchema(100) }),
	async (ctx, { name }): Promise<TeamRecord> => {
		const [row] = await select(ctx, sql`t.name = ${name}`, 1);
		if (row) return shown(row);
		throw new Failure('not_found', 'There is no such team.');
	},
);
