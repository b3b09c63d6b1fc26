import type { Sql, TransactionSql } from 'postgres';
import { sql, type SQL } from 'drizzle-orm';
import type { Metric } from '#lib/domain/contest/rules.ts';
import type { Db } from '../db/client.ts';

/**
 * What changed: facts of one metric of one person around `at`; an adjustment; as `person`, the person's own name, team or
 * groups; as `requirement`, what they hold of what a rank may ask for. The portal's own person ids.
 */
export type Mark = {
	personId: string;
	metric: Metric | 'adjustment' | 'person' | 'requirement';
	at: Date;
};

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

/**
 * Marks of whole imports are numbered from here on (2^52): the scorer takes marks in the order of their numbers, and
 * news of the day go before a year of history.
 */
export const FIRST_OF_IMPORTS = 4_503_599_627_370_496;

/**
 * Leaves the marks of every fact that an import has brought, in the caller's transaction: one per person and quarter of
 * an hour (which lies in one day in every zone) for clicks and conversions, one per person and metric for readings, of
 * which scoring reads a metric whole. Imports and their undoing take turns, so that no number is given twice.
 */
export async function leaveMarksOfImport(db: Pick<Db, 'execute'>, importId: string): Promise<void> {
	await db.execute(sql`
		with found as (
			select distinct person_id, 'click' as metric, date_bin('15 minutes', at, 'epoch') as at
			from clicks where import_id = ${importId}::uuid and verdict = 'valid'
			union all
			select distinct person_id, 'conversion', date_bin('15 minutes', at, 'epoch')
			from conversions where import_id = ${importId}::uuid
			union all
			select person_id, metric, min(at) from readings
			where import_id = ${importId}::uuid and metric in ('like', 'comment', 'reshare')
			group by person_id, metric
		), left_marks as (
			insert into marks (id, person_id, metric, at) overriding system value
			select row_number() over () + coalesce(
				(select max(id) from marks where id >= ${FIRST_OF_IMPORTS}::bigint), ${FIRST_OF_IMPORTS}::bigint),
				person_id, metric, at
			from found
		)
		select pg_notify(${MARKS_CHANNEL}, '')`);
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
