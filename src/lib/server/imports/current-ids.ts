import { sql } from 'drizzle-orm';
import { nextId } from '#lib/domain/imports/again.ts';
import type { Ctx } from '../context.ts';

type Known = { id: string; undone: boolean };

async function known(ctx: Ctx, ids: readonly string[]): Promise<Known[]> {
	return (await ctx.db.execute(sql`
		with sent as materialized (
			select x as sent_id from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) s(x)
		), found as (
			select sent_id, import_id from sent join clicks on external_id = sent_id
			union all select sent_id, import_id from sent join readings on external_id = sent_id
			union all select sent_id, import_id from sent join conversions on external_id = sent_id
		)
		select f.sent_id as id, i.undone_at is not null as undone
		from found f left join imports i on i.id = f.import_id
	`)) as unknown as Known[];
}

/**
 * Which of the senders' ids are stored as a fact of any kind (null: an id is one fact, whatever it is sent as again), and
 * under which other id one goes whose fact came with an import that is undone. An id that is not in it is new.
 */
export async function currentIds(
	ctx: Ctx,
	ids: readonly string[],
): Promise<Map<string, string | null>> {
	const current = new Map<string, string | null>();
	let asked = new Map(ids.map((id) => [id, id]));
	while (asked.size > 0) {
		const undone = new Map<string, string>();
		for (const row of await known(ctx, [...asked.keys()])) {
			const sent = asked.get(row.id)!;
			current.set(sent, row.undone ? nextId(row.id) : null);
			if (row.undone) undone.set(nextId(row.id), sent);
		}
		asked = undone;
	}
	return current;
}
