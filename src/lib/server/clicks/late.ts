import { sql, type SQL } from 'drizzle-orm';
import { compareFacts } from '#lib/domain/scoring/fact-order.ts';
import type { Db } from '../db/client.ts';
import { leaveMarksIn, type Mark } from '../scoring/marks.ts';
import { DAY_MS, dayNumber } from './utc-day.ts';
import { groupsOf, judgeVisitor, type Group, type Judged, type Known } from './visitor-names.ts';

/** A click that passed rules 1 to 4. */
export type Candidate = {
	/** The portal's own id, UUIDv7. */
	id: string;
	/** The sender's id, where it came from outside. */
	externalId: string | null;
	linkId: string;
	personId: string;
	postId: string;
	at: Date;
	/** The visitor's name on the click's own day (UTC), or the sender's opaque visitor. */
	visitor: string;
	/** The same visitor's name under the salt of the day before, and of the day after. */
	earlier?: string;
	later?: string;
	/** Its network prefix under the salt of its day, where it passed the door. */
	network?: string;
	/** The import that brings it, and leaves its mark. */
	importId?: string | null;
};

export type Recorded = { id: string; visitor: string; verdict: 'valid' | 'duplicate' };

type ClickRow = {
	link_id: string;
	visitor: string;
	id: string;
	external_id: string | null;
	person_id: string;
	ms: number;
	verdict: string;
};

/** A race that only a new attempt can settle: the sender's id was taken by a click of another visitor meanwhile. */
class TakenMeanwhile extends Error {}
const ATTEMPTS = 3;

const rowsOf = (rows: readonly object[]): SQL => sql`${JSON.stringify(rows)}::text::jsonb`;
const keyOf = (linkId: string, visitor: string) => `${linkId} ${visitor}`;
const factId = (click: { id: string; externalId: string | null }) => click.externalId ?? click.id;

/**
 * Takes the visitors' rows in `visits` for this transaction, making them where they are missing, so that whatever
 * else judges these visitors waits. Keys in order, as in the fast way: two batches cannot wait for one another.
 */
async function holdVisitors(db: Db, clicks: readonly Candidate[]): Promise<void> {
	const keys = clicks.flatMap((click) =>
		[click.visitor, click.earlier, click.later]
			.filter((name) => name !== undefined)
			.map((name) => ({ l: click.linkId, v: name })),
	);
	await db.execute(sql`
		insert into visits (link_id, visitor, last_valid_at, last_at)
		select distinct (k ->> 'l')::uuid, k ->> 'v' collate "C", timestamptz 'epoch', timestamptz 'epoch'
		from jsonb_array_elements(${rowsOf(keys)}) k
		order by 1, 2
		on conflict (link_id, visitor) do update set last_at = visits.last_at`);
}

/** Those of `clicks` whose id, or whose sender's id, is stored already. */
async function knownIds(db: Db, clicks: readonly Candidate[]): Promise<Set<string>> {
	const rows = await db.execute<{ id: string; external_id: string | null }>(sql`
		select c.id, null as external_id from jsonb_array_elements_text(
			${rowsOf(clicks.map((click) => click.id) as unknown as object[])}) i
		join clicks c on c.id = i::uuid
		union all
		select c.id, c.external_id from jsonb_array_elements_text(
			${rowsOf(clicks.flatMap((click) => click.externalId ?? []) as unknown as object[])}) e
		join clicks c on c.external_id = e`);
	return new Set(rows.flatMap((row) => [row.id, ...(row.external_id ? [row.external_id] : [])]));
}

/** Each visitor's stored clicks under all of the names, from the last valid one of a name before the earliest newcomer. */
async function storedClicks(
	db: Db,
	groups: readonly Group<Candidate>[],
): Promise<Map<Group<Candidate>, Known[]>> {
	const byKey = new Map<string, Known[]>();
	const stored = new Map<Group<Candidate>, Known[]>();
	const wanted = groups.flatMap((group) => {
		const known: Known[] = [];
		stored.set(group, known);
		const since = group.clicks.reduce(
			(first, { at }) => (at < first ? at : first),
			new Date(8.64e15),
		);
		return [...group.names].map((name) => {
			byKey.set(keyOf(group.linkId, name), known);
			return { l: group.linkId, v: name, s: since };
		});
	});
	const rows = await db.execute<ClickRow>(sql`
		with wanted as materialized (
			select (k ->> 'l')::uuid as link_id, k ->> 'v' as visitor, (k ->> 's')::timestamptz as since
			from jsonb_array_elements(${rowsOf(wanted)}) k
		)
		select c.link_id, c.visitor, c.id, c.external_id, c.person_id, c.verdict,
			(extract(epoch from c.at) * 1000)::float8 as ms
		from wanted w cross join lateral (
			select * from clicks c
			where c.link_id = w.link_id and c.visitor = w.visitor and c.at >= coalesce((
				select a.at from clicks a
				where a.link_id = w.link_id and a.visitor = w.visitor and a.at < w.since and a.verdict = 'valid'
				order by a.at desc limit 1
			), w.since)
		) c`);
	for (const row of rows) {
		byKey.get(keyOf(row.link_id, row.visitor))?.push({
			id: row.external_id ?? row.id,
			rowId: row.id,
			personId: row.person_id,
			at: new Date(Math.round(Number(row.ms))),
			visitor: row.visitor,
			verdict: row.verdict,
		});
	}
	return stored;
}

type Window = { l: string; v: string; valid: Date; last: Date };
const later = (one: Date, other: Date) => (one > other ? one : other);

/**
 * What `visits` is to say of each of a visitor's names. A window that reaches into the next day also closes that day's name to
 * the fast way, as far as it reaches: a click that looked for yesterday's window before this one was there is refused, and judged here.
 */
function windowsOf(
	group: Group<Candidate>,
	judged: readonly Judged<Known>[],
	windowMs: number,
): Window[] {
	const never = new Date(0);
	const windows = new Map<string, Window>();
	for (const v of group.names) windows.set(v, { l: group.linkId, v, valid: never, last: never });
	for (const { click, verdict, visitor } of judged) {
		const { at } = click;
		const own = windows.get(visitor);
		if (own) own.last = later(own.last, at);
		if (verdict !== 'valid') continue;
		if (own) own.valid = later(own.valid, at);
		const tomorrow = dayNumber(at.getTime()) + 1;
		const next = windows.get(group.nameOf.get(tomorrow) ?? '');
		const end = new Date(at.getTime() + windowMs - 1);
		if (next && next !== own && end.getTime() >= tomorrow * DAY_MS)
			next.last = later(next.last, end);
	}
	return [...windows.values()];
}

async function attempt(db: Db, clicks: readonly Candidate[], windowMs: number) {
	await holdVisitors(db, clicks);
	const known = await knownIds(db, clicks);
	const fresh = clicks.filter(
		(click) => !known.has(click.id) && !(click.externalId && known.has(click.externalId)),
	);
	if (fresh.length === 0) return [];
	const added = new Map(fresh.map((click) => [click.id, click]));
	const recorded: Recorded[] = [];
	const changed: { i: string; d: string; v: string }[] = [];
	const windows: Window[] = [];
	const marks: Mark[] = [];
	const groups = groupsOf(fresh);
	const stored = await storedClicks(db, groups);
	for (const group of groups) {
		const newcomers = group.clicks.map((click) => ({
			...{ id: factId(click), rowId: click.id, personId: click.personId, at: click.at },
			...{ visitor: click.visitor, verdict: null },
		}));
		const all: Known[] = [...(stored.get(group) ?? []), ...newcomers];
		const judged = judgeVisitor(all, group.nameOf, windowMs);
		windows.push(...windowsOf(group, judged, windowMs));
		for (const { click, verdict, visitor } of judged) {
			if (click.verdict === null) {
				recorded.push({ id: click.rowId, visitor, verdict });
				if (verdict === 'duplicate' || added.get(click.rowId)?.importId) continue;
			} else {
				if (verdict === click.verdict && visitor === click.visitor) continue;
				changed.push({ i: click.rowId, d: verdict, v: visitor });
				if (verdict === click.verdict) continue;
			}
			marks.push({ personId: click.personId, metric: 'click', at: click.at });
		}
	}
	const rows = recorded.map((row) => {
		const { externalId, linkId, personId, postId, at, network, importId: m } = added.get(row.id)!;
		const [i, e, l, p, o, a, w] = [row.id, externalId, linkId, personId, postId, at, network];
		return { i, e, l, p, o, a, v: row.visitor, d: row.verdict, w, m };
	});
	const written = await db.execute<{ n: number }>(sql`
		with written as (
			insert into clicks (id, external_id, link_id, person_id, post_id, at, visitor, verdict, network,
				import_id)
			select * from jsonb_to_recordset(${rowsOf(rows)})
				as r(i uuid, e text, l uuid, p uuid, o uuid, a timestamptz, v text, d text, w text, m uuid)
			order by i
			on conflict do nothing
			returning 1
		), judged_anew as (
			update clicks set verdict = r.d, visitor = r.v
			from jsonb_to_recordset(${rowsOf(changed)}) as r(i uuid, d text, v text) where clicks.id = r.i
		), windows as (
			update visits set last_valid_at = r.valid, last_at = greatest(visits.last_at, r.last)
			from jsonb_to_recordset(${rowsOf(windows)}) as r(l uuid, v text, valid timestamptz, last timestamptz)
			where visits.link_id = r.l and visits.visitor = r.v
		)
		select count(*)::int as n from written`);
	if (written[0]?.n !== rows.length) throw new TakenMeanwhile();
	await leaveMarksIn(db, marks);
	return recorded;
}

/**
 * Records candidates whose place among their visitor's clicks is not the last: late ones, replays of the spool,
 * clicks from outside, and whatever the fast way refused. Holds the visitors, reads their clicks under all of their names, judges
 * each visitor's as one with `dedupe` and writes what is new or changed, in one transaction (a savepoint inside a running
 * one). An id that is stored already is left as it is. Over midnights it is right for what comes before the end (UTC) of the day
 * after its own; later, it may miss clicks of days to whose names its own do not lead. Gives the newly recorded ones.
 */
export async function recordLate(
	db: Db,
	clicks: readonly Candidate[],
	windowMs: number,
): Promise<Recorded[]> {
	const distinct = [...new Map(clicks.map((click) => [factId(click), click])).values()];
	const inOrder = distinct.sort((a, b) =>
		compareFacts({ id: factId(a), at: a.at }, { id: factId(b), at: b.at }),
	);
	for (let left = ATTEMPTS; ; left--) {
		try {
			return await db.transaction((tx) => attempt(tx as unknown as Db, inOrder, windowMs));
		} catch (error) {
			if (!(error instanceof TakenMeanwhile) || left <= 1) throw error;
		}
	}
}
