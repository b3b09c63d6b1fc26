import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** What a showcase does not show is of use while it is put together. */
const CANDIDATE_DAYS = 180;
/** Who got a letter is of use while letters go out. */
const LETTER_DAYS = 180;
/** The archive. */
const EDITION_DAYS = 3 * 366;

/**
 * Deletes by the database's clock what half a year after its preparation no showcase shows, the list of who got letters of then, and showcases of more than three
 * years ago. Gives how many rows went.
 */
export const sweepShowcase = guarded(
	'sweepShowcase',
	'system.run',
	z.object({}),
	async (ctx): Promise<{ entries: number; letters: number; editions: number }> => {
		const older = (days: number) => sql`clock_timestamp() - make_interval(days => ${days})`;
		const entries = await ctx.db.execute(sql`
			delete from showcase_entries e using showcase_editions ed
			where ed.month = e.month and ed.prepared_at < ${older(CANDIDATE_DAYS)}
				and (ed.published_at is null or e.place is null) returning 1`);
		const letters = await ctx.db.execute(sql`
			delete from showcase_letters where created_at < ${older(LETTER_DAYS)} returning 1`);
		const editions = await ctx.db.execute(sql`
			delete from showcase_editions where prepared_at < ${older(EDITION_DAYS)}
				and month < (select max(month) from showcase_editions) returning 1`);
		return { entries: entries.length, letters: letters.length, editions: editions.length };
	},
);
