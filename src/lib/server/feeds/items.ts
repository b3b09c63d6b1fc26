import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FeedItemView } from '#lib/domain/posts/desk-view.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { PUBLIC, type Reach } from '../outside/reach.ts';
import { createPost } from '../posts/create.ts';
import { keepPictureFrom } from '../posts/page-facts.ts';

export const ITEMS_PAGE = 30;

/** What feeds brought and nobody has decided on, newest first. */
export const listFeedItems = guarded(
	'listFeedItems',
	'feeds.read',
	z.strictObject({ feed: z.uuid().nullish(), page: z.int().min(1).max(1000).default(1) }),
	async (ctx, { feed, page }): Promise<{ items: FeedItemView[]; more: boolean }> => {
		const rows = await ctx.db.execute<{
			id: string;
			feed: string;
			title: string;
			url: string;
			summary: string | null;
			published_at: string | null;
			picture: boolean;
			story: boolean;
		}>(sql`
			select i.id, coalesce(nullif(f.name, ''), f.url) as feed, i.title, i.url, i.summary, i.published_at,
				i.image_url is not null as picture, exists (select from posts p where p.url = i.url) as story
			from feed_items i join feeds f on f.id = i.feed_id
			where i.state = 'new' and (${feed ?? null}::uuid is null or i.feed_id = ${feed ?? null}::uuid)
			order by coalesce(i.published_at, i.created_at) desc, i.id desc
			limit ${ITEMS_PAGE + 1} offset ${(page - 1) * ITEMS_PAGE}`);
		const items = rows.slice(0, ITEMS_PAGE).map((row) => ({
			...{ id: row.id, feed: row.feed, title: row.title, url: row.url, summary: row.summary },
			publishedAt: row.published_at === null ? null : new Date(row.published_at).toISOString(),
			hasPicture: row.picture,
			isStory: row.story,
		}));
		return { items, more: rows.length > ITEMS_PAGE };
	},
);

type Item = {
	title: string;
	url: string;
	summary: string | null;
	image_url: string | null;
	category: string;
};

/** Decides on an item that waits; whoever comes second is told so. */
async function decide(tx: Ctx, id: string, state: 'accepted' | 'dismissed'): Promise<Item> {
	const by = tx.actor.kind === 'person' ? tx.actor.id : null;
	const [item] = await tx.db.execute<Item>(sql`
		update feed_items i set state = ${state}, decided_by = ${by}::uuid, decided_at = ${instantOf(tx.now)}
		from feeds f join categories c on c.id = f.category_id
		where i.id = ${id}::uuid and i.state = 'new' and f.id = i.feed_id
		returning i.title, i.url, i.summary, i.image_url, c.name as category`);
	if (!item)
		throw new Failure('conflict', 'Somebody has decided on it already.', { reason: 'decided' });
	return item;
}

/** acceptItem within another reach, for tests. */
export const acceptItemWithin = (reach: Reach) =>
	guarded(
		'acceptItem',
		'feeds.write',
		z.strictObject({ id: z.uuid() }),
		async (ctx, { id }): Promise<{ post: string }> => {
			const [waits] = await ctx.db.execute<{ image_url: string | null; title: string }>(
				sql`select image_url, title from feed_items where id = ${id}::uuid and state = 'new'`,
			);
			// Outside of the transaction: the other side may take seconds to answer.
			const picture = waits ? await keepPictureFrom(ctx, waits.image_url, '', reach) : null;
			return withTransaction(ctx, async (tx) => {
				const { title, url, summary, category } = await decide(tx, id, 'accepted');
				const input = { title, url, summary, category, state: 'draft' as const };
				const { id: post } = await createPost({
					ctx: tx,
					input: { ...input, ...(picture ? { picture } : {}) },
				});
				await tx.db.execute(
					sql`update feed_items set post_id = ${post}::uuid where id = ${id}::uuid`,
				);
				await appendAudit(tx, {
					action: 'feed.accept',
					target: `post:${post}`,
					details: { title, url },
				});
				return { post };
			});
		},
	);

/**
 * Makes a draft of an item, with its picture if that can be had. Throws Failure `conflict` (reason `decided`) when somebody
 * has decided already: of two at once, one makes the draft.
 */
export const acceptItem = acceptItemWithin(PUBLIC);

/** Takes an item off the list for good: it does not come back with the next read. Throws Failure `conflict` as acceptItem does. */
export const dismissItem = guarded(
	'dismissItem',
	'feeds.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const { title, url } = await decide(tx, id, 'dismissed');
			await appendAudit(tx, {
				action: 'feed.dismiss',
				target: `feed_item:${id}`,
				details: { title, url },
			});
		}),
);
