import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import type { Sharer } from '#lib/domain/posts/view.ts';
import { CLICK_NOT_VOIDED } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import { guarded, type Ctx } from '../context.ts';
import { MadeOnce } from '../made-once.ts';
import { masksOf } from '../people/shown.ts';

/** As many as a glance takes. */
const MOST = 6;
/** More are kept, so that the list stays full where some of them are not named. */
const KEPT = 40;
const KEPT_MS = 10_000;
const counted = new MadeOnce<Sharer[]>(KEPT_MS);

async function count(ctx: Ctx, post: string): Promise<Sharer[]> {
	return ctx.db.execute<Sharer>(sql`
		with brought as (
			select f.person_id, count(*)::int as clicks
			from links l join clicks f on f.link_id = l.id and f.visitor is not null
			where l.post_id = ${post}::uuid and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} and ${await notHidden(ctx)}
			group by 1 order by 2 desc, 1 limit ${KEPT}
		)
		select p.external_id as "externalId", p.name, p.avatar_seed as "avatarSeed", b.clicks
		from brought b join people p on p.id = b.person_id and p.active
		order by b.clicks desc, p.name collate "C", p.external_id collate "C"`);
}

/** The external ids of those who have not left meanwhile, nor were erased. */
async function stillHere(ctx: Ctx, sharers: readonly Sharer[]): Promise<Set<string>> {
	if (sharers.length === 0) return new Set();
	const ids = JSON.stringify(sharers.map(({ externalId }) => externalId));
	const rows = await ctx.db.execute<{ id: string }>(sql`
		select external_id as id from people
		where active and external_id in (select jsonb_array_elements_text(${ids}::text::jsonb))`);
	return new Set(rows.map(({ id }) => id));
}

/**
 * The colleagues whose posts of a story brought most visitors, at most 10 s old: to thank them where it is seen. Who does not
 * appear by name everywhere isn't there, as what they share would say who they are; nor is what a frozen board hides.
 */
export const readSharers = guarded(
	'readSharers',
	'posts.read',
	z.strictObject({ post: z.uuid() }),
	async (ctx, { post }): Promise<Sharer[]> => {
		const [all, masks] = await Promise.all([
			counted.get(ctx, post, () => count(ctx, post)),
			masksOf(ctx.db, SURFACES),
		]);
		const here = await stillHere(ctx, all);
		return all
			.filter(({ externalId }) => !masks.has(externalId) && here.has(externalId))
			.slice(0, MOST);
	},
);
