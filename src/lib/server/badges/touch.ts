import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { idsOf } from '../db/lists.ts';

/** The channel that tells every server that somebody's badges are to be looked at. */
export const BADGES_CHANNEL = 'badges';

/**
 * Has these people's badges (own ids) looked at within seconds, in the transaction that changed something which
 * scoring does not hear of: a suggestion, a result, a promise.
 */
export async function touchBadges(tx: Pick<Ctx, 'db'>, people: readonly string[]): Promise<void> {
	if (people.length === 0) return;
	await tx.db.execute(sql`
		with touched as (insert into badge_touches (person_id) select unnest(${idsOf(people)}))
		select pg_notify(${BADGES_CHANNEL}, '')`);
}
