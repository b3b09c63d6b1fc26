import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { BOARD_CHANNEL } from './apply.ts';

/**
 * Has the boards of finished contests on which a person (own id) stands read anew, in the caller's transaction: no mark
 * reaches them any more, and a name that must not be shown goes from them all the same.
 */
export async function ringFinishedBoards(db: Pick<Db, 'execute'>, personId: string): Promise<void> {
	await db.execute(sql`
		with finished as (
			select c.id from contests c
			where c.published_at is not null and (c.final_at is not null or c.cancelled_at is not null)
				and exists (select from standings s where s.contest_id = c.id and s.person_id = ${personId})
			order by c.id for no key update
		), raised as (
			update contests c set board_version = board_version + 1, rebuilt_version = board_version + 1,
				public_version = board_version + 1
			from finished where c.id = finished.id returning c.id
		)
		select pg_notify(${BOARD_CHANNEL}, id::text) from raised`);
}
