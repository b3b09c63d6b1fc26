import type { Sql, TransactionSql } from 'postgres';
import { sql, type SQL } from 'drizzle-orm';
import type { Metric } from '#lib/domain/contest/rules.ts';
import type { Db } from '../db/client.ts';

/**
 * What changed: facts of one metric of one person around `at`; an adjustment; or, as `person`, the person's own
 * name, team or groups. The portal's own person ids.
 */
export type Mark = { personId: string; metric: Metric | 'adjustment' | 'person'; at: Date };

/** The channel that wakes every instance's scorer. */
export const MARKS_CHANNEL = 'marks';

/** Marks of the same person, metric and minute say the same: a minute lies in one day in every zone. */
const MINUTE = 60_000;

function distinct(marks: readonly Mark[]): Mark[] {
	const seen = new Map<string, Mark>();
	for (const mark of marks) {
		seen.set(`${mark.personId} ${mark.metric} ${Math.floor(mark.at.getTime() / MINUTE)}`, mark);
	}
	return [...seen.values()];
}

/**
 * Leaves marks in the transaction that records the facts, by a plain postgres.js client, and rings for the scorer: it
 * hears when the transaction commits. Impressions and reach give no points and need none.
 */
export async function leaveMarks(
	client: Sql | TransactionSql,
	marks: readonly Mark[],
): Promise<void> {
	if (marks.length === 0) return;
	const rows = distinct(marks);
	await client`
		with left_marks as (
			insert into marks (person_id, metric, at)
			select * from unnest(
				${rows.map((row) => row.personId)}::uuid[],
				${rows.map((row) => row.metric)}::text[],
				${rows.map((row) => row.at.toISOString())}::timestamptz[]
			)
		)
		select pg_notify(${MARKS_CHANNEL}, '')`;
}

/** The same for verbs: `db` is the running drizzle transaction (`ctx.db`). */
export async function leaveMarksIn(db: Pick<Db, 'execute'>, marks: readonly Mark[]): Promise<void> {
	if (marks.length === 0) return;
	const rows = distinct(marks);
	const values = JSON.stringify(rows.map(({ personId, metric, at }) => [personId, metric, at]));
	const query: SQL = sql`
		with left_marks as (
			insert into marks (person_id, metric, at)
			select (mark ->> 0)::uuid, mark ->> 1, (mark ->> 2)::timestamptz
			from jsonb_array_elements(${values}::text::jsonb) mark
		)
		select pg_notify(${MARKS_CHANNEL}, '')`;
	await db.execute(query);
}
