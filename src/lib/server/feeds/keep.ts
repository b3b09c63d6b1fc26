import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { EVERY } from '#lib/domain/feeds/schedule.ts';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { categoryIdOf } from '../posts/parts.ts';
import { requireRevision } from '../revision.ts';

const nameSchema = z.string().trim().max(200).default('');
const everySchema = z.literal(EVERY).default(60);

/** Adds a feed, to be read at the next tick; its stories come into `category`. Throws Failure `invalid` and `conflict` (it is there already). */
export const addFeed = guarded(
	'addFeed',
	'feeds.write',
	z.strictObject({
		url: webAddressSchema,
		name: nameSchema,
		category: textSchema(100),
		everyMinutes: everySchema,
	}),
	(ctx, input): Promise<{ id: string }> =>
		withTransaction(ctx, async (tx) => {
			const category = await categoryIdOf(tx, input.category);
			const by = tx.actor.kind === 'person' ? tx.actor.id : null;
			const id = v7();
			const rows = await tx.db.execute(sql`
				insert into feeds (id, url, name, category_id, every_minutes, next_read_at, created_by, created_at)
				values (${id}::uuid, ${input.url}, ${input.name}, ${category}::uuid, ${input.everyMinutes},
					${instantOf(tx.now)}, ${by}::uuid, ${instantOf(tx.now)})
				on conflict (url) do nothing returning 1`);
			if (rows.length === 0)
				throw new Failure('conflict', 'This feed is read already.', {
					reason: 'feed_known',
					errors: [{ path: 'url', message: 'is taken' }],
				});
			await appendAudit(tx, {
				action: 'feed.add',
				target: `feed:${id}`,
				details: { url: input.url },
			});
			return { id };
		}),
);

function requireOne(rows: ArrayLike<unknown>): void {
	if (rows.length === 0) throw new Failure('not_found', 'There is no such feed.');
}

/**
 * Changes how a feed is read; one that goes on after a pause is read at the next tick. Throws Failure `not_found`, and `conflict`
 * (reason `stale`) when somebody else saved since `revision`.
 */
export const changeFeed = guarded(
	'changeFeed',
	'feeds.write',
	z.strictObject({
		id: z.uuid(),
		revision: z.int(),
		name: nameSchema,
		category: textSchema(100),
		everyMinutes: everySchema,
		paused: z.boolean(),
	}),
	(ctx, { id, revision, ...input }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const known = await tx.db.execute<{ revision: number }>(
				sql`select revision from feeds where id = ${id}::uuid for update`,
			);
			requireOne(known);
			requireRevision(known[0]!.revision, revision);
			const category = await categoryIdOf(tx, input.category);
			await tx.db.execute(sql`
				update feeds set name = ${input.name}, category_id = ${category}::uuid,
					every_minutes = ${input.everyMinutes}, paused = ${input.paused}, revision = revision + 1,
					next_read_at = case when paused and not ${input.paused}::boolean then ${instantOf(tx.now)}
						else least(next_read_at, ${instantOf(tx.now)} + make_interval(mins => ${input.everyMinutes})) end
				where id = ${id}::uuid`);
			await appendAudit(tx, { action: 'feed.change', target: `feed:${id}`, details: input });
		}),
);

/** Removes a feed with what waits of it; the stories that came of it stay. Throws Failure `not_found`. */
export const removeFeed = guarded(
	'removeFeed',
	'feeds.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }): Promise<void> =>
		withTransaction(ctx, async (tx: Ctx) => {
			const rows = await tx.db.execute<{ url: string }>(
				sql`delete from feeds where id = ${id}::uuid returning url`,
			);
			requireOne(rows);
			await appendAudit(tx, {
				action: 'feed.remove',
				target: `feed:${id}`,
				details: { url: rows[0]!.url },
			});
		}),
);
