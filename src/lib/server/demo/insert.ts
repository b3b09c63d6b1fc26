import type { Sql } from 'postgres';
import type { PlannedClick, PlannedLink } from './plan.ts';
import type { PlannedConversion, PlannedReading } from './plan-outcomes.ts';

/** Rows a statement: tens of thousands in one would need hundreds of MB for their parameters. */
const CHUNK = 10_000;
/** A fact is written down moments after it happened. */
const RECORDED_MS = 40;

async function inChunks<T>(rows: readonly T[], write: (chunk: T[]) => Promise<unknown>) {
	for (let from = 0; from < rows.length; from += CHUNK) await write(rows.slice(from, from + CHUNK));
}

const times = (dates: Date[], laterMs = 0) =>
	dates.map((date) => new Date(date.getTime() + laterMs).toISOString());

/** Writes planned links as if each had been made when it was shared. */
export async function insertLinks(sql: Sql, links: readonly PlannedLink[]): Promise<void> {
	await inChunks(
		links,
		(rows) => sql`
			insert into links (id, slug, person_id, post_id, network, shared_at, created_at)
			select id, slug, person_id, post_id, network, shared_at, shared_at from unnest(
				${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.slug)}::text[],
				${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.postId)}::uuid[],
				${rows.map((row) => row.network)}::text[], ${times(rows.map((row) => row.sharedAt))}::timestamptz[]
			) as t(id, slug, person_id, post_id, network, shared_at)`,
	);
}

/** Writes planned clicks with their verdicts, and the dedupe windows that are open for the door. Leaves no marks. */
export async function insertClicks(sql: Sql, clicks: readonly PlannedClick[]): Promise<void> {
	await inChunks(
		clicks,
		(rows) => sql`
			insert into clicks (id, link_id, person_id, post_id, at, visitor, network, verdict, recorded_at)
			select * from unnest(
				${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.link.id)}::uuid[],
				${rows.map((row) => row.link.personId)}::uuid[], ${rows.map((row) => row.link.postId)}::uuid[],
				${times(rows.map((row) => row.at))}::timestamptz[], ${rows.map((row) => row.visitor)}::text[],
				${rows.map((row) => row.network ?? null)}::text[], ${rows.map((row) => row.verdict)}::text[],
				${times(
					rows.map((row) => row.at),
					RECORDED_MS,
				)}::timestamptz[]
			)`,
	);
	// The dedupe windows that are still open, as the door keeps them.
	await sql`
		insert into visits (link_id, visitor, last_valid_at, last_at)
		select link_id, visitor, max(at) filter (where verdict = 'valid'), max(at)
		from clicks where visitor is not null and at > now() - interval '2 days'
		group by 1, 2 having max(at) filter (where verdict = 'valid') is not null
		on conflict do nothing`;
}

/** Writes planned readings. Leaves no marks: the seeding scores its contests whole. */
export async function insertReadings(sql: Sql, readings: readonly PlannedReading[]): Promise<void> {
	await inChunks(
		readings,
		(rows) => sql`
			insert into readings (id, link_id, person_id, post_id, at, metric, total, recorded_at)
			select * from unnest(
				${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.link.id)}::uuid[],
				${rows.map((row) => row.link.personId)}::uuid[], ${rows.map((row) => row.link.postId)}::uuid[],
				${times(rows.map((row) => row.at))}::timestamptz[], ${rows.map((row) => row.metric)}::text[],
				${rows.map((row) => row.total)}::int[],
				${times(
					rows.map((row) => row.at),
					RECORDED_MS,
				)}::timestamptz[]
			)`,
	);
}

/** Writes planned conversions, each with the click that it came of. Leaves no marks. */
export async function insertConversions(
	sql: Sql,
	conversions: readonly PlannedConversion[],
): Promise<void> {
	await inChunks(
		conversions,
		(rows) => sql`
			insert into conversions
				(id, link_id, person_id, post_id, click_id, at, kind, value, currency, recorded_at)
			select * from unnest(
				${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.click.link.id)}::uuid[],
				${rows.map((row) => row.click.link.personId)}::uuid[],
				${rows.map((row) => row.click.link.postId)}::uuid[], ${rows.map((row) => row.click.id)}::uuid[],
				${times(rows.map((row) => row.at))}::timestamptz[], ${rows.map((row) => row.kind)}::text[],
				${rows.map((row) => row.value)}::numeric[], ${rows.map((row) => row.currency)}::text[],
				${times(
					rows.map((row) => row.at),
					RECORDED_MS,
				)}::timestamptz[]
			)`,
	);
}
