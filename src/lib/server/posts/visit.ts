import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rememberedFilter, type StoryFilter } from '#lib/domain/posts/filter.ts';
import { storyFilterSchema } from '#lib/domain/posts/filter-schema.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded } from '../context.ts';

/** Looks within so many minutes of each other are one visit. */
const PAUSE_MINUTES = 30;
/** At the first visit, what came out in the last days is new. */
const FIRST_DAYS = 7;

/**
 * Notes that the signed-in person looks at the board, keeps `filter` for the next time if one is given, and tells the
 * filter that counts and since when stories are new to the reader. Nothing is kept of anybody but a person.
 */
export const visitStories = guarded(
	'visitStories',
	'posts.read',
	z.strictObject({ filter: storyFilterSchema.nullable() }),
	async (ctx, { filter }): Promise<{ filter: StoryFilter; newSince: Date }> => {
		if (ctx.actor.kind !== 'person')
			return { filter: filter ?? rememberedFilter(null), newSince: ctx.now };
		const now = instantOf(ctx.now);
		const kept = filter === null ? null : JSON.stringify(filter);
		const [row] = await ctx.db.execute<{ filters: unknown; new_since: string }>(sql`
			insert into story_readers as r (person_id, filters, new_since, last_seen_at)
			values (${ctx.actor.id}::uuid, coalesce(${kept}::jsonb, '{}'), ${now} - make_interval(days => ${FIRST_DAYS}), ${now})
			on conflict (person_id) do update set
				filters = coalesce(${kept}::jsonb, r.filters),
				new_since = case when r.last_seen_at < ${now} - make_interval(mins => ${PAUSE_MINUTES})
					then r.last_seen_at else r.new_since end,
				last_seen_at = greatest(r.last_seen_at, ${now})
			returning filters, new_since`);
		return { filter: rememberedFilter(row!.filters), newSince: new Date(row!.new_since) };
	},
);

const KEPT_DAYS = 365;

/** Forgets readers who have not looked for a year; gives how many. */
export const sweepStoryReaders = guarded(
	'sweepStoryReaders',
	'system.run',
	z.strictObject({}),
	async (ctx): Promise<{ deleted: number }> => {
		const rows = await ctx.db.execute(sql`
			delete from story_readers
			where last_seen_at < ${instantOf(ctx.now)} - make_interval(days => ${KEPT_DAYS}) returning 1`);
		return { deleted: rows.length };
	},
);
