import type { Sql } from 'postgres';
import type { Db } from '../db/client.ts';
import { listText } from '../db/lists.ts';
import type { DoorClick } from './click.ts';
import { recordLate, type Candidate } from './late.ts';
import { DAY_MS, dayNumber } from './utc-day.ts';

/** So close to midnight UTC a visitor may be under way under two names: those clicks are judged under lock. */
const MIDNIGHT_MS = 10_000;

/**
 * The fast way, one statement for the whole batch: each visitor's window is taken by an upsert that succeeds only for a
 * click later than all that are known of this visitor and link, and says by the returned instant whether the click
 * opened a new window (valid) or not (duplicate). By yesterday's name it can only be a duplicate: it brings no instant of its own, and
 * is refused when a late click has moved that window meanwhile. What it refuses comes back as ids and goes the late way. Keys
 * are upserted in order, so that two batches cannot wait for one another. Marks and bell leave with the clicks.
 * Candidates ($1 to $7, and $15) and the others ($9 to $14) come apart: with a filter between them the planner takes the
 * candidates for one row and joins them in a loop. Lists go in by way of a `select` so that the planner does not see how long they are: for a single
 * click it would take a plan made for one row for the cheaper one and plan each batch anew, 0.28 ms of 0.47.
 */
const STATEMENT = `
with named as materialized (
	select i.id, i.link_id, i.person_id, i.post_id,
		timestamptz 'epoch' + i.ms * interval '1 millisecond' as at,
		coalesce((
			select v.visitor from visits v
			where v.link_id = i.link_id and v.visitor = i.earlier
				and v.last_valid_at > timestamptz 'epoch' + (i.ms - $8::int8) * interval '1 millisecond'
		), i.visitor) as visitor, i.visitor as own, nullif(i.network, '') as network
	from unnest((select $1::uuid[]), (select $2::uuid[]), (select $3::uuid[]), (select $4::uuid[]), (select $5::int8[]),
			(select $6::text[]), (select $7::text[]), (select $15::text[]))
		as i(id, link_id, person_id, post_id, ms, visitor, earlier, network)
), windows as (
	insert into visits as v (link_id, visitor, last_valid_at, last_at)
	select link_id, visitor, case when visitor = own then at else timestamptz '-infinity' end, at
	from named order by link_id, visitor collate "C"
	on conflict (link_id, visitor) do update set
		last_valid_at = case
			when excluded.last_valid_at >= v.last_valid_at + $8::int8 * interval '1 millisecond'
			then excluded.last_valid_at else v.last_valid_at end,
		last_at = excluded.last_at
	where v.last_at < excluded.last_at and (excluded.last_valid_at > '-infinity'
		or excluded.last_at < v.last_valid_at + $8::int8 * interval '1 millisecond')
	returning link_id, visitor, last_valid_at
), judged as materialized (
	select n.*, w.last_valid_at
	from named n left join windows w on w.link_id = n.link_id and w.visitor = n.visitor
), written as (
	insert into clicks (id, link_id, person_id, post_id, at, visitor, network, verdict)
	select id, link_id, person_id, post_id, at, visitor, network,
		case when last_valid_at = at then 'valid' else 'duplicate' end
	from judged where last_valid_at is not null
	on conflict (id) do nothing
	returning person_id, at, verdict
), uncounted as (
	insert into clicks (id, link_id, person_id, post_id, at, verdict)
	select id, link_id, person_id, post_id, timestamptz 'epoch' + ms * interval '1 millisecond', verdict
	from unnest((select $9::uuid[]), (select $10::uuid[]), (select $11::uuid[]), (select $12::uuid[]), (select $13::int8[]),
			(select $14::text[]))
		as i(id, link_id, person_id, post_id, ms, verdict)
	on conflict (id) do nothing
), marked as (
	insert into marks (person_id, metric, at)
	select person_id, 'click', min(at) from written where verdict = 'valid'
	group by person_id, date_bin(interval '15 minutes', at, timestamptz 'epoch')
	returning 1
)
select array(select id from judged where last_valid_at is null) as refused,
	case when exists (select from marked) then pg_notify('marks', '') end`;

/**
 * Which plan of the statement to use after so many clicks: another one each time there are eight times as many. A plan that
 * was made when hardly anybody had visited reads all visits for each click, and is kept until the database analyses the table,
 * a minute or more: with 64,000 visits a batch of 32 then took 90 ms instead of 1.5.
 */
export const planAfter = (clicks: number): number => Math.floor(Math.log2(clicks + 1) / 3);

/** How many clicks each client has written, as far as it matters for plans. */
const written = new WeakMap<Sql, number>();

/** The statement under the name of its plan: to the driver another text is another prepared statement. */
function planned(sql: Sql, clicks: number): string {
	const before = written.get(sql) ?? 0;
	written.set(sql, before + clicks);
	return `${STATEMENT} -- plan ${planAfter(before)}`;
}

/** Names in base64url and verdicts need no quotes inside an array's text; an empty one does. */
const texts = (items: readonly string[]) => `{${items.map((item) => item || '""').join(',')}}`;

const common = (clicks: readonly DoorClick[]) => [
	listText(clicks.map((click) => click.id)),
	listText(clicks.map((click) => click.linkId)),
	listText(clicks.map((click) => click.personId)),
	listText(clicks.map((click) => click.postId)),
	listText(clicks.map((click) => click.at)),
];

const keyOf = (click: DoorClick) => `${click.linkId} ${click.visitor}`;

/**
 * Whether the fast way may judge a click: one of this day (UTC), away from its ends. A click of an earlier day (the spool) has
 * another name tomorrow under which its visitor may have been seen since; one of today, however late it comes, is refused by its
 * visitor's window when others came before it.
 */
export function isPrompt(click: Pick<DoorClick, 'at'>, now: number): boolean {
	const day = dayNumber(now);
	return (
		dayNumber(click.at) === day &&
		click.at >= day * DAY_MS + MIDNIGHT_MS &&
		Math.max(click.at, now) < (day + 1) * DAY_MS - MIDNIGHT_MS
	);
}

/** A click of the door as the late way takes it; asks for its visitor's name of the next day. */
export function toCandidate(click: DoorClick): Candidate {
	const later = click.later();
	return {
		id: click.id,
		externalId: null,
		linkId: click.linkId,
		personId: click.personId,
		postId: click.postId,
		at: new Date(click.at),
		visitor: click.visitor,
		...(click.earlier === '' ? {} : { earlier: click.earlier }),
		...(later === '' ? {} : { later }),
		...(click.network === '' ? {} : { network: click.network }),
	};
}

/**
 * Writes a batch of clicks and judges its candidates by rule 5, durable when it resolves: the prompt ones in one
 * statement, then, in one transaction, whatever needs the visitors' other clicks to be looked at (late ones, those
 * around midnight, a visitor's second click in the batch). A click that is stored already changes nothing. `now` in
 * milliseconds. Throws what Postgres says; then any of them may or may not be stored, and writing them again is
 * harmless.
 */
export async function writeBatch(
	{ sql, db }: { sql: Sql; db: Db },
	clicks: readonly DoorClick[],
	windowMs: number,
	now: number,
): Promise<void> {
	const prompt: DoorClick[] = [];
	const uncounted: DoorClick[] = [];
	const late: DoorClick[] = [];
	const seen = new Set<string>();
	for (const click of clicks) {
		if (click.first !== 'candidate') {
			uncounted.push(click);
		} else if (isPrompt(click, now) && !seen.has(keyOf(click))) {
			seen.add(keyOf(click));
			prompt.push(click);
		} else {
			late.push(click);
		}
	}
	if (prompt.length + uncounted.length > 0) {
		const rows = await sql.unsafe<{ refused: string[] }[]>(
			planned(sql, prompt.length),
			[
				...common(prompt),
				texts(prompt.map((click) => click.visitor)),
				texts(prompt.map((click) => click.earlier)),
				windowMs,
				...common(uncounted),
				texts(uncounted.map((click) => click.first)),
				texts(prompt.map((click) => click.network)),
			],
			{ prepare: true },
		);
		const refused = new Set(rows[0]?.refused);
		if (refused.size > 0) late.push(...prompt.filter((click) => refused.has(click.id)));
	}
	if (late.length > 0) await recordLate(db, late.map(toCandidate), windowMs);
}
