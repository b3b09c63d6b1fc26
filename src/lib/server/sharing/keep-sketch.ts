import { sql } from 'drizzle-orm';
import type { Voice } from '#lib/domain/voice/voice.ts';
import type { Ctx } from '../context.ts';

/** Keeps what a prepared post's words hash to, and how much is its writer's own, by its link; the newest counts. */
export async function keepSketch(tx: Ctx, share: { slug: string; voice: Voice }): Promise<void> {
	const { sketch, own } = share.voice;
	await tx.db.execute(sql`
		insert into shares (link_id, post_id, sketch, originality, prepared_at)
		select id, post_id, ${sketch}, ${own}::smallint, ${tx.now.toISOString()}::timestamptz
		from links where slug = ${share.slug}
		on conflict (link_id) do update
			set sketch = excluded.sketch, originality = excluded.originality, prepared_at = excluded.prepared_at`);
}
