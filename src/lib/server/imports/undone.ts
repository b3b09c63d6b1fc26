import { sql, type SQL } from 'drizzle-orm';

/** A condition on facts `alias`: they came with no import that is undone. An undone fact is as if it had never been. */
export const notUndone = (alias: 'f' | 'c' | 'r' | 'k' | 'o'): SQL => sql`(
	${sql.raw(alias)}.import_id is null
	or ${sql.raw(alias)}.import_id not in (select u.id from imports u where u.undone_at is not null))`;
