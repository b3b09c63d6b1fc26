import { sql } from 'drizzle-orm';
import { authorise, GUARD, type Ctx } from '../context.ts';

export type LinkBySlug = {
	id: string;
	slug: string;
	personId: string;
	postId: string;
	network: string;
	sharedAt: Date;
};

type Row = {
	id: string;
	slug: string;
	person_id: string;
	post_id: string;
	network: string;
	ms: number;
};

/** The links that have these slugs, by slug; what is not there is unknown. */
export const linksBySlug = Object.assign(
	async (ctx: Ctx, slugs: readonly string[]): Promise<Map<string, LinkBySlug>> => {
		authorise(ctx.actor, 'links.read');
		if (slugs.length === 0) return new Map();
		const rows = await ctx.db.execute<Row>(sql`
			select id, slug, person_id, post_id, network, (extract(epoch from shared_at) * 1000)::float8 as ms
			from links where slug in (
				select jsonb_array_elements_text(${JSON.stringify([...new Set(slugs)])}::text::jsonb)
			)`);
		return new Map(
			rows.map((row) => [
				row.slug,
				{
					id: row.id,
					slug: row.slug,
					personId: row.person_id,
					postId: row.post_id,
					network: row.network,
					sharedAt: new Date(Math.round(Number(row.ms))),
				},
			]),
		);
	},
	{ [GUARD]: { name: 'linksBySlug', permission: 'links.read' } as const },
);
