import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';

/** Whose facts changed, so many at a time: two seconds of 300 clicks/s leave 600 of them, of some 200 people. */
const MOST_TOUCHED = 1_000;
/** Any number of our own: awarders of several servers take turns. */
const AWARDER_LOCK = 7_126_047;

/** What there is to do. */
export type Waiting = {
	/** Own ids of those whose facts changed, and of whoever suggested the stories that they share: a click of the one is a reader of the other's story. */
	people: string[];
	/** A look at everybody waits or is under way. */
	pass: boolean;
	/** Awards wait for being told to other systems; perhaps for the end of a freeze. */
	untold: boolean;
};

// It is asked every second, and with every fact: all of it in one trip.
const TURN = sql`
	with turn as materialized (select pg_try_advisory_xact_lock(${sql.raw(String(AWARDER_LOCK))}) as got),
	touched as (
		delete from badge_touches where id in (
			select id from badge_touches where (select got from turn) and ${sql.placeholder('due')}::boolean
			order by id limit ${sql.raw(String(MOST_TOUCHED))})
		returning person_id),
	people as (
		select person_id as id from touched
		union
		select p.proposed_by from touched t join links l on l.person_id = t.person_id join posts p on p.id = l.post_id
		where p.proposed_by is not null)
	select (select got from turn) as got, coalesce((select json_agg(id) from people), '[]') as people,
		exists (select from badge_passes where finished_at is null) as pass,
		exists (select from badge_awards where told_at is null and taken_back_at is null) as untold`;

/**
 * Takes the turn of the one awarder until the caller's transaction ends, and with it, where they are `due`, whose facts changed:
 * they are looked at in this transaction or wait again. Null: another server has the turn.
 */
export async function takeTurn(tx: Pick<Ctx, 'db'>, due: boolean): Promise<Waiting | null> {
	const [row] = await executePrepared<Waiting & { got: boolean }>(tx.db, TURN, { due });
	const { got, ...waiting } = row!;
	return got ? waiting : null;
}
