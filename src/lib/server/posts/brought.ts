import { sql } from 'drizzle-orm';
import { CLICK_NOT_VOIDED } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';

/**
 * What a post brought: distinct colleagues whose link got a valid click, those clicks, and the comments under their posts.
 * What is of a time that a frozen board hides is left out: of a story that one colleague shared it would tell that colleague's.
 */
export type Brought = { colleagues: number; clicks: number; conversations: number };

/** Young figures are good enough for a card; a count over a million clicks takes some 300 ms. */
const FRESH_MS = 10_000;
/** At most a twentieth of the time goes into counting, however many clicks there come to be. */
const REST_PER_WORK = 20;

type Counted = { at: number; restMs: number; figures: Promise<Map<string, Brought>> };

/** A cache for reading, per database: nothing is decided by it, and losing it costs one count. */
const counted = new WeakMap<Db, Counted>();

async function count(ctx: Ctx): Promise<Map<string, Brought>> {
	const open = await notHidden(ctx);
	const rows = await ctx.db.execute<{ post_id: string } & Brought>(sql`
		with per_person as (
			select post_id, person_id, count(*) as clicks from clicks f
			where verdict = 'valid' and ${CLICK_NOT_VOIDED} and ${open} group by 1, 2
		), clicked as (
			select post_id, count(*)::int as colleagues, sum(clicks)::int as clicks from per_person group by 1
		), comments as (
			-- By how much the running maximum rose (domain/scoring/readings.ts), outside of what is hidden.
			select post_id, sum(greatest(0, total - before))::int as conversations from (
				select f.post_id, f.at, f.total, coalesce(max(f.total) over (partition by f.link_id
					order by f.at, coalesce(f.external_id, f.id::text) collate "C"
					rows between unbounded preceding and 1 preceding), 0) as before
				from readings f where f.metric = 'comment') f
			where ${open} group by 1
		)
		select post_id, coalesce(colleagues, 0) as colleagues, coalesce(clicks, 0) as clicks,
			coalesce(conversations, 0) as conversations
		from clicked full join comments using (post_id)`);
	return new Map(rows.map(({ post_id, ...figures }) => [post_id, figures]));
}

/** What every post brought, by its id; at most 10 s old (more where counting takes long). Posts that brought nothing are missing. */
export async function broughtByPost(ctx: Ctx): Promise<Map<string, Brought>> {
	const now = ctx.now.getTime();
	const known = counted.get(ctx.db);
	if (known && Math.abs(now - known.at) < Math.max(FRESH_MS, known.restMs)) return known.figures;
	const started = performance.now();
	const fresh: Counted = { at: now, restMs: 0, figures: count(ctx) };
	counted.set(ctx.db, fresh);
	try {
		return await fresh.figures;
	} catch (error) {
		counted.delete(ctx.db);
		throw error;
	} finally {
		fresh.restMs = (performance.now() - started) * REST_PER_WORK;
	}
}

export type OwnLink = { network: string; slug: string; clicks: number };

/** A person's own links to these posts, with their valid clicks as of now, by post and in order of network. */
export async function ownLinks(
	ctx: Ctx,
	personId: string,
	postIds: readonly string[],
): Promise<Map<string, OwnLink[]>> {
	const rows = await ctx.db.execute<{ post_id: string } & OwnLink>(sql`
		with valid as (
			select link_id, count(*)::int as clicks from clicks f
			where f.person_id = ${personId}::uuid and verdict = 'valid' and ${CLICK_NOT_VOIDED} group by 1
		)
		select l.post_id, l.network, l.slug, coalesce(v.clicks, 0) as clicks
		from links l left join valid v on v.link_id = l.id
		where l.person_id = ${personId}::uuid and l.post_id in (
			select x::uuid from jsonb_array_elements_text(${JSON.stringify(postIds)}::text::jsonb) x)
		order by l.network`);
	const links = new Map<string, OwnLink[]>();
	for (const { post_id, ...link } of rows) {
		const list = links.get(post_id);
		if (list) list.push(link);
		else links.set(post_id, [link]);
	}
	return links;
}
