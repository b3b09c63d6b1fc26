import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';

/** More than a page has to carry: 200 sketches are 70 kB at most. */
const MOST = 200;

/** Sketches of colleagues' prepared posts about a story, the newest 200; one's own are no measure of one's own. */
export async function colleaguesSketches(
	ctx: Ctx,
	{ postId, personId }: { postId: string; personId: string },
): Promise<string[]> {
	const rows = await ctx.db.execute<{ sketch: string }>(sql`
		select s.sketch from shares s join links l on l.id = s.link_id
		where s.post_id = ${postId}::uuid and l.person_id <> ${personId}::uuid and s.sketch <> ''
		order by s.prepared_at desc, s.link_id limit ${MOST}`);
	return rows.map(({ sketch }) => sketch);
}
