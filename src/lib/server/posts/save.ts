import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { DEEDS, stateAfter, type StoryState } from '#lib/domain/posts/deeds.ts';
import { editedStorySchema, lacking, type EditedStory } from '#lib/domain/posts/story.ts';
import { appendAudit } from '../audit/append.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { describePicture } from '../pictures/describe.ts';
import { requireRevision } from '../revision.ts';
import { categoryIdOf, requirePicture, writeParts } from './parts.ts';

type Known = { state: StoryState; version: number; published_at: string | null };

/** The story, locked until the transaction ends. Throws Failure `not_found`, and `conflict` (reason `stale`) when it has changed since `version`. */
async function lockStory(tx: Ctx, id: string, version: number): Promise<Known> {
	const [known] = await tx.db.execute<Known>(
		sql`select state, version, published_at from posts where id = ${id}::uuid and brought_by is null for update`,
	);
	if (!known) throw new Failure('not_found', 'There is no such story.');
	requireRevision(known.version, version);
	return known;
}

async function write(tx: Ctx, id: string, story: EditedStory, state: StoryState): Promise<void> {
	// Whoever publishes without a time means now; a withdrawn story that comes back keeps its own.
	const publishedAt = story.publishedAt ?? (state === 'published' ? tx.now : null);
	const picture = story.picture ?? null;
	const category = await categoryIdOf(tx, story.category);
	const tags = JSON.stringify(story.hashtags);
	await tx.db.execute(sql`
		update posts set state = ${state}, title = ${story.title}, url = ${story.url},
			category_id = ${category}::uuid, summary = ${story.summary ?? null},
			-- What the API was given stays until there is a picture of our own.
			image_url = case when ${picture}::uuid is not null then '/pictures/' || ${picture}::text
				when picture_id is null then image_url end,
			picture_id = ${picture}::uuid, language = ${story.language ?? null},
			hashtags = array(select jsonb_array_elements_text(${tags}::text::jsonb)),
			say = ${story.say ?? null}, avoid = ${story.avoid ?? null},
			published_at = ${publishedAt === null ? sql`null` : instantOf(publishedAt)},
			expires_at = ${story.expiresAt ? instantOf(story.expiresAt) : sql`null`},
			updated_at = ${instantOf(tx.now)}, version = version + 1
		where id = ${id}::uuid`);
	await writeParts(tx, id, story);
}

/**
 * Saves a story as an owner wrote it, and does with it what `deed` says; `version` is the one that was edited. Throws
 * Failure `invalid` with paths (what is missing for being published, unknown teams, offices and pictures), `conflict` (reason
 * `stale`: changed meanwhile; `state`: its state does not allow the deed) and `not_found`.
 */
export const saveStory = guarded(
	'saveStory',
	'posts.write',
	z.strictObject({
		id: z.uuid(),
		version: z.int(),
		deed: z.enum(DEEDS).default('save'),
		story: editedStorySchema,
	}),
	(ctx, { id, version, deed, story }): Promise<{ state: StoryState; version: number }> =>
		withTransaction(ctx, async (tx) => {
			const known = await lockStory(tx, id, version);
			const state = stateAfter(known.state, deed);
			if (!state)
				throw new Failure('conflict', `A story that is ${known.state} can’t do that.`, {
					reason: 'state',
				});
			const errors = state === 'draft' ? [] : lacking(story, tx.now);
			if (errors.length > 0) throw new Failure('invalid', 'Something is missing.', { errors });
			await requirePicture(tx, story.picture);
			if (story.picture && story.pictureAlt !== undefined)
				await describePicture({ ctx: tx, input: { id: story.picture, alt: story.pictureAlt } });
			await write(tx, id, story, state);
			// Saving a draft again and again is nobody's business; what others see is.
			if (state !== known.state || state === 'published')
				await appendAudit(tx, {
					action: state === known.state ? 'post.change' : `post.${deed}`,
					target: `post:${id}`,
					details: { title: story.title, url: story.url, before: known.state, state },
				});
			return { state, version: version + 1 };
		}),
);

/** Chooses the time at which a story appears, or none; nothing else of it changes. Throws as saveStory does. */
export const planStory = guarded(
	'planStory',
	'posts.write',
	z.strictObject({ id: z.uuid(), version: z.int(), publishedAt: z.date().nullable() }),
	(ctx, { id, version, publishedAt }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const known = await lockStory(tx, id, version);
			const isOut = known.state === 'published' && new Date(known.published_at!) <= tx.now;
			if (
				isOut ||
				known.state === 'withdrawn' ||
				(publishedAt === null && known.state === 'published')
			)
				throw new Failure('conflict', 'Its time can’t be chosen any more.', { reason: 'state' });
			const rows = await tx.db.execute(sql`
				update posts set published_at = ${publishedAt === null ? sql`null` : instantOf(publishedAt)},
					updated_at = ${instantOf(tx.now)}, version = version + 1
				where id = ${id}::uuid
					and (expires_at is null or ${publishedAt === null ? sql`true` : sql`expires_at > ${instantOf(publishedAt)}`})
				returning 1`);
			if (rows.length === 0)
				throw new Failure('invalid', 'It would appear after its own end.', { reason: 'after_end' });
			await appendAudit(tx, {
				action: 'post.plan',
				target: `post:${id}`,
				details: { publishedAt: publishedAt?.toISOString() ?? null, state: known.state },
			});
		}),
);

/** Deletes a story that never was anything but a draft and has no links. Throws Failure `not_found` and `conflict`. */
export const discardStory = guarded(
	'discardStory',
	'posts.write',
	z.strictObject({ id: z.uuid(), version: z.int() }),
	(ctx, { id, version }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const known = await lockStory(tx, id, version);
			const rows =
				known.state === 'draft'
					? await tx.db.execute<{ title: string }>(sql`
						delete from posts where id = ${id}::uuid
							and not exists (select from links where post_id = ${id}::uuid) returning title`)
					: [];
			if (!rows[0])
				throw new Failure('conflict', 'Only a draft that nobody has shared is discarded.', {
					reason: 'state',
				});
			await appendAudit(tx, {
				action: 'post.discard',
				target: `post:${id}`,
				details: { title: rows[0].title },
			});
		}),
);
