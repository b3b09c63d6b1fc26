import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { meantForTeam, offeredNow } from './offered.ts';

/** A story as the API answers it. */
export type PostRecord = {
	id: string;
	externalId: string | null;
	title: string;
	url: string;
	category: string;
	summary: string | null;
	imageUrl: string | null;
	/** Whom it is meant for, by name; neither a team nor an office means everybody. */
	teams: string[];
	offices: string[];
	topics: string[];
	hashtags: string[];
	/** Of the story itself, as BCP 47 has it. */
	language: string | null;
	copy: { network: string; language: string; text: string }[];
	state: 'draft' | 'review' | 'published' | 'withdrawn';
	publishedAt: string | null;
	expiresAt: string | null;
	updatedAt: string;
};

const filters = {
	externalId: externalIdSchema.optional(),
	category: z.string().max(100).optional(),
	team: z.string().max(200).optional().describe('What is offered to this team.'),
	active: z
		.enum(['true', 'false', 'all'])
		.default('all')
		.describe('Whether it is offered for sharing now.'),
	topic: z.string().max(100).optional(),
	publishedSince: instantSchema.optional(),
	updatedSince: instantSchema.optional(),
};

type Filters = { [field in keyof typeof filters]?: z.output<(typeof filters)[field]> };

async function select(
	ctx: Ctx,
	where: Filters & { id?: string; after?: string | null },
	limit: number,
): Promise<PostRecord[]> {
	const { id, after, externalId, category, team, topic, active = 'all', publishedSince } = where;
	const offered = offeredNow(ctx);
	// Links to a withdrawn story go on working, so whoever sees the links may see the story.
	const shown = sql`p.state in ('published', 'withdrawn') and p.published_at <= ${instantOf(ctx.now)}`;
	const rows = (await ctx.db.execute(sql`
		select p.id, p.external_id as "externalId", p.title, p.url, c.name as category, p.summary,
			p.image_url as "imageUrl", p.language, p.hashtags, p.state,
			p.published_at as "publishedAt", p.expires_at as "expiresAt", p.updated_at as "updatedAt",
			coalesce((select jsonb_agg(t.name order by t.name collate "C") from post_teams pt
				join teams t on t.id = pt.team_id where pt.post_id = p.id), '[]') as teams,
			coalesce((select jsonb_agg(o.name order by o.name collate "C") from post_offices po
				join offices o on o.id = po.office_id where po.post_id = p.id), '[]') as offices,
			coalesce((select jsonb_agg(t.name order by t.name collate "C") from post_topics pt
				join topics t on t.id = pt.topic_id where pt.post_id = p.id), '[]') as topics,
			coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'language', pc.language,
				'text', pc.text) order by pc.network, pc.language)
				from post_copies pc where pc.post_id = p.id), '[]') as copy
		from posts p join categories c on c.id = p.category_id
		where ${after ? sql`p.id > ${after}::uuid` : sql`true`}
			${id === undefined ? sql`` : sql`and p.id = ${id}::uuid`}
			${may(ctx.actor, 'posts.write') ? sql`` : sql`and ${shown}`}
			${externalId === undefined ? sql`` : sql`and p.external_id = ${externalId}`}
			${category === undefined ? sql`` : sql`and c.name = ${category}`}
			${active === 'all' ? sql`` : active === 'true' ? sql`and ${offered}` : sql`and not ${offered}`}
			${publishedSince ? sql`and p.published_at >= ${instantOf(publishedSince)}` : sql``}
			${where.updatedSince ? sql`and p.updated_at >= ${instantOf(where.updatedSince)}` : sql``}
			${team === undefined ? sql`` : sql`and ${meantForTeam(team)}`}
			${
				topic === undefined
					? sql``
					: sql`and exists (select from post_topics pt join topics t on t.id = pt.topic_id
						where pt.post_id = p.id and t.name = ${topic})`
			}
		order by p.id limit ${limit}
	`)) as unknown as PostRecord[];
	return rows.map((row) => ({
		...row,
		publishedAt: row.publishedAt && new Date(row.publishedAt).toISOString(),
		expiresAt: row.expiresAt && new Date(row.expiresAt).toISOString(),
		updatedAt: new Date(row.updatedAt).toISOString(),
	}));
}

/**
 * A page of the stories in the order in which they were made; drafts, suggestions and those that appear later only for
 * those who may write posts. Throws Failure `invalid` on a foreign cursor.
 */
export const listPostRecords = guarded(
	'listPostRecords',
	'posts.read',
	z.strictObject({ ...filters, ...PAGE_FIELDS }),
	async (
		ctx,
		{ limit, cursor, ...where },
	): Promise<{ posts: PostRecord[]; nextCursor: string | null }> => {
		const found = await select(ctx, { ...where, after: afterOf(cursor) }, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { posts: rows, nextCursor };
	},
);

/** One story. Throws Failure `not_found`, also for one that has not appeared, unless the actor may write posts. */
export const readPostRecord = guarded(
	'readPostRecord',
	'posts.read',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<PostRecord> => {
		const [row] = await select(ctx, { id }, 1);
		if (row) return row;
		throw new Failure('not_found', 'There is no such post.');
	},
);
