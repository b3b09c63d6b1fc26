import { sql } from 'drizzle-orm';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';

/** A replay file that the portal has published. `newest` is false where a correction came after it. */
export type PublishedReplay = { sha256: string; number: number; newest: boolean; madeAt: string };

/** The files of results that are shown, newest first. Four a year: it isn't paged. */
export async function published(ctx: Pick<Ctx, 'db'>): Promise<PublishedReplay[]> {
	const rows = (await ctx.db.execute(sql`
		select r.replay_sha256 as sha256, r.number, ${ms(sql`r.created_at`)} as at,
			r.number = max(r.number) over (partition by r.contest_id) as newest
		from contest_results r join contests c on c.id = r.contest_id
		where not c.held_for_reveal order by r.created_at desc limit 1000
	`)) as unknown as { sha256: string; number: number; at: number; newest: boolean }[];
	return rows.map(({ at, ...row }) => ({ ...row, madeAt: new Date(at).toISOString() }));
}
