import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';
import { idsOf } from './fact-rows.ts';

/** These people and whoever suggested the stories that they share: a click of the one is a reader of the other's story. */
export async function withProposers(tx: Ctx, people: readonly string[]): Promise<string[]> {
	const rows = await executePrepared<{ id: string }>(
		tx.db,
		sql`
		select distinct p.proposed_by as id from posts p join links l on l.post_id = p.id
		where p.proposed_by is not null and l.person_id = any(${idsOf(people)})`,
	);
	return [...new Set([...people, ...rows.map(({ id }) => id)])];
}
