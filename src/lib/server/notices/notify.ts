import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import {
	noticeTarget,
	type NoticeKind,
	type NoticeParams,
} from '#lib/domain/notifications/registry.ts';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';

/**
 * Leaves a notice for each of `people` (ids), in the caller's transaction: what is rolled back is told to nobody. With
 * a `key` a person is told once, however often it is called. Gives how many notices are new. Throws when the params are not the kind's.
 */
export async function notify<K extends NoticeKind>(
	ctx: Ctx,
	notice: {
		people: readonly string[];
		kind: K;
		params: NoticeParams<K>;
		/** A path of the portal; the kind's own page unless given. */
		href?: string;
		key?: string;
	},
): Promise<number> {
	const { params, href } = noticeTarget(notice.kind, notice.params, notice.href);
	const people = [...new Set(notice.people)].sort();
	if (people.length === 0) return 0;
	const rows = JSON.stringify(people.map((person) => ({ id: v7(), person })));
	const told = await executePrepared(
		ctx.db,
		sql`
		insert into notices (id, person_id, kind, params, href, key)
		select r.id, r.person, ${notice.kind}, ${JSON.stringify(params)}::jsonb, ${href}, ${notice.key ?? null}
		from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, person uuid)
		on conflict (person_id, key) where key is not null do nothing
		returning id`,
	);
	return told.length;
}
