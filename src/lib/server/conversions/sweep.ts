import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** Forgets refusals that an origin has not met for a day, by the database's clock, and what it last did right after 90. */
export const sweepSightings = guarded(
	'sweepSightings',
	'system.run',
	z.strictObject({}),
	async (ctx) => {
		const gone = await ctx.db.execute(sql`
			delete from beacon_sightings
			where last_at < now() - case when outcome = 'taken' then interval '90 days' else interval '1 day' end
			returning 1`);
		return { sightings: gone.length };
	},
);
