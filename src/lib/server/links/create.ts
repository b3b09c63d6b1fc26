import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { networkSchema } from './networks.ts';
import { newSlug } from './slug.ts';

export type MadeLink = { slug: string; url: string; created: boolean };

type Wanted = { personId: string; postId: string; network: string; sharedAt: Date };

/** With 8.5e11 slugs a second collision in a row does not happen by chance. */
const ATTEMPTS = 5;

/**
 * The one link of a person, post and network: the table's constraint decides who makes it, and whoever comes second
 * gets the same. The table rings for the doors' caches by itself (drizzle/…_link_bells.sql). `url` is the address below the portal's own: `/r/<slug>`.
 */
async function linkFor(ctx: Ctx, wanted: Wanted): Promise<MadeLink> {
	for (let left = ATTEMPTS; left > 0; left--) {
		const id = v7();
		const slug = newSlug();
		const made = await ctx.db.execute<{ slug: string }>(sql`
			insert into links (id, slug, person_id, post_id, network, shared_at)
			values (${id}, ${slug}, ${wanted.personId}, ${wanted.postId}, ${wanted.network},
				${wanted.sharedAt.toISOString()}::timestamptz)
			on conflict do nothing returning slug`);
		if (made.length > 0) {
			await appendAudit(ctx, {
				action: 'links.create',
				target: `link:${id}`,
				details: { slug, network: wanted.network, post: wanted.postId },
			});
			return { slug, url: `/r/${slug}`, created: true };
		}
		const known = await ctx.db.execute<{ slug: string }>(sql`
			select slug from links
			where person_id = ${wanted.personId} and post_id = ${wanted.postId} and network = ${wanted.network}`);
		if (known[0]) return { slug: known[0].slug, url: `/r/${known[0].slug}`, created: false };
	}
	throw new Failure('unavailable', 'No free name for the link was found. Try again.');
}

async function requirePost(ctx: Ctx, post: string, personId: string): Promise<void> {
	// What is no longer offered keeps its links and may get more through the API; a draft leads nowhere yet.
	const found = await ctx.db.execute(sql`
		select 1 from posts where id = ${post} and state in ('published', 'withdrawn')
			and (brought_by is null or brought_by = ${personId}::uuid)`);
	if (found.length === 0) {
		throw new Failure('not_found', `There is no post ${post}.`, { reason: 'unknown_post' });
	}
}

/**
 * Makes a person's link to a post on a network, or finds it. Throws Failure `not_found` (reason `unknown_person`,
 * `unknown_post`).
 */
export const createLink = guarded(
	'createLink',
	'links.create',
	z.strictObject({
		person: externalIdSchema,
		post: z.uuid(),
		network: networkSchema,
		sharedAt: instantSchema.optional(),
	}),
	(ctx, input) =>
		withTransaction(ctx, async (inside) => {
			const people = await inside.db.execute<{ id: string }>(
				sql`select id from people where external_id = ${input.person}`,
			);
			if (!people[0]) {
				throw new Failure('not_found', `There is no person ${input.person}.`, {
					reason: 'unknown_person',
				});
			}
			await requirePost(inside, input.post, people[0].id);
			const { post: postId, network, sharedAt = ctx.now } = input;
			return linkFor(inside, { personId: people[0].id, postId, network, sharedAt });
		}),
);

/** Makes, or finds, the signed-in person's own link to a post on a network. Throws Failure `not_found`. */
export const createOwnLink = guarded(
	'createOwnLink',
	'links.create.own',
	z.strictObject({ post: z.uuid(), network: networkSchema }),
	(ctx, input) =>
		withTransaction(ctx, async (inside) => {
			const { actor } = ctx;
			if (actor.kind !== 'person') {
				throw new Failure('not_allowed', 'Only a person has links of their own.');
			}
			await requirePost(inside, input.post, actor.id);
			const { post: postId, network } = input;
			return linkFor(inside, { personId: actor.id, postId, network, sharedAt: ctx.now });
		}),
);
