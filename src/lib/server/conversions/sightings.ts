import { sql } from 'drizzle-orm';
import type { Outcome } from '#lib/domain/conversions/beacon.ts';
import type { Ctx } from '../context.ts';

/** Anybody can claim to be any site: so many origins are kept, which is more than an owner will look at. */
const MAX_SIGHTINGS = 200;

/**
 * Counts what an origin sent, and what became of it. `isOurs` says that the origin is allowed: those are always kept,
 * strangers only while there is room. The origin is a site's name; nothing of its visitor is kept.
 */
export async function noteSighting(
	ctx: Ctx,
	sighting: { origin: string; outcome: Outcome; isOurs: boolean },
): Promise<void> {
	const { origin, outcome, isOurs } = sighting;
	const now = ctx.now.toISOString();
	await ctx.db.execute(sql`
		insert into beacon_sightings as s (origin, outcome, count, last_at)
		select ${origin}, ${outcome}, 1, ${now}::timestamptz
		where ${isOurs} or exists (select from beacon_sightings where origin = ${origin} and outcome = ${outcome})
			or (select count(*) from beacon_sightings) < ${MAX_SIGHTINGS}
		on conflict (origin, outcome) do update set count = s.count + 1, last_at = greatest(s.last_at, excluded.last_at)`);
}
