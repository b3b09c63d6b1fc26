import {
	notErasedBefore,
	PERSON_COLUMNS,
	PERSON_JOINS,
	type PersonDetails,
} from '../boards/standing-rows.ts';
import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';

/** A person as a result knows them; `id` is the portal's own. */
export type Member = {
	id: string;
	externalId: string;
	name: string;
	team: string;
	office: string | null;
	groups: string[];
};

/**
 * Everybody as they are now, but for who was erased before the contest's start, in one query: what changes meanwhile is not
 * half in the result.
 */
export async function everyoneNow(ctx: Pick<Ctx, 'db'>, startsAt: Date): Promise<Member[]> {
	const rows = (await ctx.db.execute(
		sql`select ${PERSON_COLUMNS} from people p ${PERSON_JOINS} where ${notErasedBefore(startsAt)}`,
	)) as unknown as PersonDetails[];
	return rows.map(({ personId, externalId, name, team, office, groups }) => ({
		id: personId,
		...{ externalId, name, team, office },
		groups: [...groups].sort(),
	}));
}

/** The people of a contest's first result, as they were then: a correction of the facts does not move them. */
export async function everyoneThen(ctx: Pick<Ctx, 'db'>, contestId: string): Promise<Member[]> {
	const rows = (await ctx.db.execute(sql`
		select people::text as people from contest_results where contest_id = ${contestId} and number = 1
	`)) as unknown as { people: string }[];
	return rows[0] ? (JSON.parse(rows[0].people) as Member[]) : [];
}
