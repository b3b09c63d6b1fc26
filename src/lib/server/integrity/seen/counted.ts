import { sql, type SQL } from 'drizzle-orm';
import type { SignalKey } from '#lib/domain/integrity/keys.ts';
import type { SeenBy } from '#lib/domain/integrity/signals/registry.ts';
import type { Ctx } from '../../context.ts';
import { notUndone } from '../../imports/undone.ts';
import type { LoadedContest } from '../../scoring/contest.ts';

/** What a signal is told, and about whom. `key` names the thing, so that the next look finds its flag again. */
export type Sighting<K extends SignalKey> = {
	key: string;
	personId: string;
	linkId: string | null;
	seen: SeenBy<K>;
};

/** Sums up a contest's facts for one signal, in SQL: what is far from its thresholds stays in the database. */
export type Look<K extends SignalKey> = (
	ctx: Pick<Ctx, 'db'>,
	contest: LoadedContest,
) => Promise<Sighting<K>[]>;

/** An instant for SQL. */
export const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** Milliseconds since 1970 of an expression. */
export const ms = (expression: SQL): SQL => sql`(extract(epoch from ${expression}) * 1000)::float8`;

/** The day (UTC) of an expression: a network's hash lives for one. */
export const utcDay = (expression: SQL): SQL =>
	sql`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD')`;

/** Whether an active void takes the click `c`, or the undoing of its import: the same condition as scoring's. */
export const isVoided = sql`(not ${notUndone('c')} or exists (
	select from voids v where v.person_id = c.person_id and v.lifted_at is null and (v.click_id = c.id or (
		v.click_id is null and v.conversion_id is null and (v.link_id is null or v.link_id = c.link_id)
		and (v.from_at is null or c.at >= v.from_at) and (v.to_at is null or c.at < v.to_at)))))`;

/**
 * The contest's counted clicks as `box`, for a `with`: valid, inside the time box, not voided, of links that the rules
 * take. Imported days of clicks are no pattern of anybody's: they all stand at noon. `source` is where one came from: the day's hash of its network or, from another program, its name for the visitor.
 */
export function countedClicks({ rules }: LoadedContest): SQL {
	const { startsAt, endsAt, posts } = rules;
	const shared =
		posts === 'any'
			? sql``
			: sql`join links l on l.id = c.link_id and l.shared_at >= ${instant(startsAt)}`;
	return sql`box as materialized (
		select c.id, c.link_id, c.person_id, c.at, c.network,
			case when c.external_id is not null then c.visitor end as named,
			coalesce(c.network, case when c.external_id is not null then c.visitor end) as source
		from clicks c ${shared}
		where c.verdict = 'valid' and c.import_id is null and c.at >= ${instant(startsAt)} and c.at < ${instant(endsAt)}
			and not ${isVoided}
	)`;
}

type Row = Record<string, unknown> & { key: string; person_id: string; link_id?: string | null };

/**
 * All facts of a contest are read, and joined: by hash. A table that was filled a minute ago has no statistics yet, and
 * for one row that the planner expects it loops over all links for each click (seen: 15 s instead of 0.3 s).
 */
async function withoutLoops(db: Ctx['db'], query: SQL): Promise<Row[]> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`set local enable_nestloop = off`);
		const rows = (await tx.execute(query)) as unknown as Row[];
		// Within a caller's transaction the setting would stay.
		await tx.execute(sql`set local enable_nestloop = on`);
		return rows;
	});
}

/** Runs a look: of each row `key`, `person_id` and `link_id` say what it is about, the other columns are what was seen. */
export async function sightings<K extends SignalKey>(
	{ db }: Pick<Ctx, 'db'>,
	query: SQL,
): Promise<Sighting<K>[]> {
	const rows = await withoutLoops(db, query);
	return rows.map(({ key, person_id: personId, link_id: linkId = null, ...seen }) => ({
		...{ key, personId, linkId },
		seen: seen as unknown as SeenBy<K>,
	}));
}
