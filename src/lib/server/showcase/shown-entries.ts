import { sql, type SQL } from 'drizzle-orm';

/**
 * A condition on entries `e`: their author agrees (domain/showcase/permission.ts says the same) and is still here, their story is
 * still published, and they have a place.
 */
export const SHOWN_ENTRY: SQL = sql`(
	e.place is not null and e.answer is distinct from 'no'
	and exists (select from people p where p.id = e.person_id and p.active)
	and exists (select from posts po where po.id = e.post_id and po.state = 'published')
	and case coalesce((select a.permission from showcase_authors a where a.person_id = e.person_id), 'ask')
		when 'never' then false when 'always' then true else e.answer is not null end)`;
