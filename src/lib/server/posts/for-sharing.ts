import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { StoryForSharing } from '#lib/domain/posts/view.ts';
import { guarded } from '../context.ts';
import { linkAddress } from '../origin.ts';
import { ownLinks } from './brought.ts';
import { inItsTime, meantFor } from './offered.ts';
import { shownOn } from '../people/shown.ts';

type Row = {
	id: string;
	title: string;
	url: string;
	summary: string | null;
	image_url: string | null;
	alt: string | null;
	category: string;
	language: string | null;
	hashtags: string[];
	say: string | null;
	avoid: string | null;
	published_at: string;
	expires_at: string | null;
	proposer: { externalId: string; name: string } | null;
	texts: StoryForSharing['texts'];
};

/**
 * One story that may be shared now and is meant for the actor (or is a link of their own, without a category), with its suggested texts, by network and language. Throws
 * Failure `not_found` for any other, drafts and what is over too.
 */
export const storyForSharing = guarded(
	'storyForSharing',
	'posts.read',
	z.strictObject({ id: z.string().max(100) }),
	async (ctx, { id }): Promise<StoryForSharing> => {
		const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		const [row] = z.uuid().safeParse(id).success
			? ((await ctx.db.execute(sql`
				select p.id, p.title, p.url, p.summary, p.image_url, pic.alt, coalesce(c.name, '') as category, p.language,
					to_jsonb(p.hashtags) as hashtags, p.say, p.avoid, p.published_at, p.expires_at,
					case when pr.id is not null then
						jsonb_build_object('externalId', pr.external_id, 'name', pr.name) end as proposer,
					coalesce((select jsonb_agg(
							jsonb_build_object('network', pc.network, 'language', pc.language, 'text', pc.text)
							order by pc.network, pc.language)
						from post_copies pc where pc.post_id = p.id), '[]') as texts
				from posts p left join categories c on c.id = p.category_id
					left join pictures pic on pic.id = p.picture_id
					left join people pr on pr.id = p.proposed_by and pr.active
				where p.id = ${id}::uuid and ${inItsTime(ctx)}
					and (p.brought_by is null or p.brought_by = ${person}::uuid)
					and ${person === null ? sql`true` : meantFor(person)}`)) as unknown as Row[])
			: [];
		if (!row) throw new Failure('not_found', 'There is no such story to share.');
		const links =
			person === null ? [] : ((await ownLinks(ctx, person, [row.id])).get(row.id) ?? []);
		const { image_url: image, proposer, alt, published_at, expires_at, ...story } = row;
		return {
			...story,
			preview: {
				host: new URL(row.url).hostname.replace(/^www\./, ''),
				picture: image?.startsWith('/') ? image : null,
				alt: alt ?? '',
			},
			publishedAt: new Date(published_at).toISOString(),
			expiresAt: expires_at === null ? null : new Date(expires_at).toISOString(),
			proposedBy: await shownOn(ctx, ['directory'], proposer),
			links: links.map((link) => ({ ...link, url: linkAddress(link.slug) })),
		};
	},
);
