import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';

/** A story as the API answers it. */
export type PostRecord = {
	id: string;
	externalId: string | null;
	title: string;
	url: string;
	category: string;
	summary: string | null;
	imageUrl: string | null;
	/** Names of the teams that it is meant for; none means everybody. */
	teams: string[];
	copy: { network: string; text: string }[];
	publishedAt: string;
	expiresAt: string | null;
};

const filters = {
	externalId: externalIdSchema.optional(),
	category: z.string().max(100).optional(),
	team: z.string().max(200).optional().describe('What is offered to this team.'),
	active: z
		.enum(['true', 'false', 'all'])
		.default('all')
		.describe('Whether it is offered for sharing now.'),
	publishedSince: instantSchema.optional(),
};

type Filters = { [field in keyof typeof filters]?: z.output<(typeof filters)[field]> };

async function select(
	ctx: Ctx,
	where: Filters & { id?: string; after?: string | null },
	limit: number,
): Promise<PostRecord[]> {
	const { id, after, externalId, category, team, active = 'all', publishedSince } = where;
	const now = instantOf(ctx.now);
	const offered = sql`(p.published_at <= ${now} and (p.expires_at is null or p.expires_at > ${now}))`;
	const rows = (await ctx.db.execute(sql`
		select p.id, p.external_id as "externalId", p.title, p.url, c.name as category, p.summary,
			p.image_url as "imageUrl", p.published_at as "publishedAt", p.expires_at as "expiresAt",
			coalesce((select jsonb_agg(t.name order by t.name collate "C") from post_teams pt
				join teams t on t.id = pt.team_id where pt.post_id = p.id), '[]') as teams,
			coalesce((select jsonb_agg(jsonb_build_object('network', pc.network, 'text', pc.text) order by pc.network)
				from post_copies pc where pc.post_id = p.id), '[]') as copy
		from posts p join categories c on c.id = p.category_id
		where ${after ? sql`p.id > ${after}::uuid` : sql`true`}
			${id === undefined ? sql`` : sql`and p.id = ${id}::uuid`}
			${may(ctx.actor, 'posts.write') ? sql`` : sql`and p.published_at <= ${now}`}
			${externalId === undefined ? sql`` : sql`and p.external_id = ${externalId}`}
			${category === undefined ? sql`` : sql`and c.name = ${category}`}
			${active === 'all' ? sql`` : active === 'true' ? sql`and ${offered}` : sql`and not ${offered}`}
			${publishedSince ? sql`and p.published_at >= ${instantOf(publishedSince)}` : sql``}
			${
				team === undefined
					? sql``
					: sql`and (not exists (select from post_teams pt where pt.post_id = p.id)
						or exists (select from post_teams pt join teams t on t.id = pt.team_id
							where pt.post_id = p.id and t.name = ${team}))`
			}
		order by p.id limit ${limit}
	`)) as unknown as PostRecord[];
	return rows.map((row) => ({
		...row,
		publishedAt: new Date(row.publishedAt).toISOString(),
		expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
	}));
}

/**
 * A page of the stories in the order in which they were made; those that appear later only for those who may write
 * posts. Throws Failure `invalid` on a foreign cursor.
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

/** One story. Throws Failure `not_found`, also for one that appears later, unless the actor may write posts. */
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
