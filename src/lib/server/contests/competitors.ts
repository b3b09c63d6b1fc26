import { sql } from 'drizzle-orm';
import { competes } from '#lib/domain/contest/competes.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import type { Ctx } from '../context.ts';

export type Member = {
	/** The portal's own id. */
	personId: string;
	/** External id, as exclusions name people. */
	id: string;
	name: string;
	team: string;
	groups: string[];
};

/** Everybody who is active, by name, then id, by code point, with what decides whether they compete. */
export async function activePeople(ctx: Ctx): Promise<Member[]> {
	return (await ctx.db.execute(sql`
		select p.id as "personId", p.external_id as id, p.name, t.name as team,
			coalesce((select jsonb_agg(g.name) from person_groups pg join groups g on g.id = pg.group_id
				where pg.person_id = p.id), '[]') as groups
		from people p join teams t on t.id = p.team_id
		where p.active order by p.name collate "C", p.external_id collate "C"`)) as unknown as Member[];
}

/** The own ids of everybody who competes under any of these exclusions. */
export async function competitors(ctx: Ctx, ...exclusions: Rules['exclude'][]): Promise<string[]> {
	const tests = exclusions.map(competes);
	const people = await activePeople(ctx);
	return people
		.filter((person) => tests.some((isIn) => isIn(person)))
		.map(({ personId }) => personId);
}
