import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, withTransaction } from '../context.ts';

/** A form that has just uploaded a picture, and the week that it may lie open, come before any sweep. */
export const PICTURE_DAYS = 7;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * Every picture's id that anything names: stories, prizes and what screens show, what any version of a contest gave, and what owners have
 * typed into unfinished forms, as text, since it may be no valid form yet.
 */
const named = sql`
	select picture_id as id from posts where picture_id is not null
	union select picture_id from prizes where picture_id is not null
	union select picture_id from web_pictures where picture_id is not null
	union select previous_id from web_pictures where previous_id is not null
	union select found[1]::uuid
	from (
		select image_url as written from posts where image_url like '%/pictures/%'
		union all select prizes::text from contest_rules
		union all select items::text from playlists
		union all select settings::text from display_takeovers where ended_at is null
		union all select concat_ws(' ', form, base) from contest_drafts
	) texts, regexp_matches(lower(written), ${`(${UUID})`}, 'g') as found`;

/** Deletes pictures that were uploaded more than 7 days ago and that nothing names. Gives how many. */
export const sweepPictures = guarded('sweepPictures', 'system.run', z.strictObject({}), (ctx) =>
	withTransaction(ctx, async (tx) => {
		// A story that takes one of them this very moment holds it: it is skipped. Whoever comes later waits for this sweep.
		const old = await tx.db.execute<{ id: string }>(sql`
			with named as (${named})
			select id from pictures
			where created_at < ${tx.now.toISOString()}::timestamptz - make_interval(days => ${PICTURE_DAYS})
				and not exists (select from named where named.id = pictures.id)
			for update skip locked`);
		const ids = JSON.stringify(old.map(({ id }) => id));
		// Asked once more: what was saved before they were locked is seen by now.
		const gone = await tx.db.execute(sql`
			with named as (${named})
			delete from pictures
			where id in (select x::uuid from jsonb_array_elements_text(${ids}::text::jsonb) x)
				and not exists (select from named where named.id = pictures.id)
			returning 1`);
		return { pictures: gone.length };
	}),
);
