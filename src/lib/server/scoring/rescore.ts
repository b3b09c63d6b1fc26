import type { Sql } from 'postgres';
import { addDays, dayOf } from '#lib/domain/contest/days.ts';
import { ENGAGEMENT } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { BOARD_CHANNEL, boxOf } from './apply.ts';
import {
	CONTEST_LOCK,
	contestOf,
	SELECT_CONTEST,
	type ContestRow,
	type LoadedContest,
} from './contest.ts';
import { competing, type Client, type Scope } from './counting-facts.ts';
import { rescoreDays, type Sent } from './day-scores.ts';
import { MARKS_CHANNEL } from './marks.ts';
import { rescoreStandings } from './standings.ts';

/** Facts read at once, about 10 MB of rows. A person with more is taken by spans of days. */
const FACTS_PER_BATCH = 20_000;
/** People without facts cost a little too: their rows are read and compared. */
const PEOPLE_PER_BATCH = 2_000;
const LOADS_PER_FETCH = 5_000;

/** `of` is how many facts there are to count; 0 until the first batch was read. */
export type RescoreProgress = { facts: number; people: number; of: number };

/** How many facts a person has on a day; only the size of batches hangs on it, so the day's zone does not matter. */
type Load = { personId: string; at: Date; facts: number; of: number };

/**
 * Opens a cursor over everybody's loads in order of person and day; also people who have no facts any more but still
 * stand in the table. A server-side cursor, since other statements run on this connection meanwhile; DECLARE takes
 * no parameters, hence the literals, which are instants and an id of our own.
 */
async function openLoads(client: Client, contest: LoadedContest): Promise<void> {
	const starts = `'${contest.rules.startsAt.toISOString()}'::timestamptz`;
	const ends = `'${contest.rules.endsAt.toISOString()}'::timestamptz`;
	const engagement = ENGAGEMENT.map((metric) => `'${metric}'`).join(', ');
	const single = (
		table: string,
	) => `select person_id, date_trunc('day', at) as at, count(*) as facts
		from ${table} where at >= ${starts} and at < ${ends} group by 1, 2`;
	const known = ['day_scores', 'standings', 'adjustments']
		.map((table) => `select person_id from ${table} where contest_id = '${contest.id}'`)
		.join(' union ');
	await client.unsafe(`
		declare loads no scroll cursor for
		select person_id as "personId", at, sum(facts)::int as facts, sum(sum(facts)) over ()::float8 as of from (
			${single('clicks')} union all ${single('conversions')}
			union all select person_id, ${starts}, count(*) from readings
				where at < ${ends} and metric in (${engagement}) group by 1
			union all select person_id, ${starts}, 0 from (${known}) known
		) loads group by 1, 2 order by 1, 2`);
}

type Batch = {
	facts: number;
	/** Of how many in all. */
	of: number;
	scopes: Scope[];
	/** Whose readings are counted in this batch: with their first scope. */
	readers: Set<string>;
	/** Whose last scope this is: their standing can be computed. */
	done: string[];
};

/** Cuts the stream of loads into batches of about FACTS_PER_BATCH. */
async function* batches(client: Client, contest: LoadedContest): AsyncGenerator<Batch> {
	const { firstDay, lastDay } = boxOf(contest);
	let total = 0;
	const fresh = (): Batch => ({ facts: 0, of: total, scopes: [], readers: new Set(), done: [] });
	let batch = fresh();
	let current: { personId: string; fromDay: string } | undefined;
	const finish = () => {
		if (!current) return;
		batch.scopes.push({ ...current, toDay: lastDay });
		batch.done.push(current.personId);
	};
	for (;;) {
		const loads = await client.unsafe<Load[]>(`fetch ${LOADS_PER_FETCH} from loads`);
		for (const { personId, at, facts, of } of loads) {
			total = batch.of = of;
			const full = batch.facts >= FACTS_PER_BATCH || batch.scopes.length >= PEOPLE_PER_BATCH;
			if (current?.personId !== personId) {
				finish();
				if (full) {
					yield batch;
					batch = fresh();
				}
				current = { personId, fromDay: firstDay };
				batch.readers.add(personId);
			} else if (full) {
				const day = dayOf(at, contest.rules.timeZone);
				if (day > current.fromDay) {
					batch.scopes.push({ ...current, toDay: addDays(day, -1) });
					yield batch;
					batch = fresh();
					current = { personId, fromDay: day };
				}
			}
			batch.facts += facts;
		}
		if (loads.length < LOADS_PER_FETCH) break;
	}
	finish();
	if (batch.scopes.length > 0) yield batch;
}

async function lockedContest(
	client: Client,
	contestId: string,
): Promise<LoadedContest & { revision: number }> {
	await client`select pg_advisory_xact_lock(hashtextextended(${contestId}, ${CONTEST_LOCK}))`;
	// The revision first: a change between the two looks is then noticed at the end.
	const [owner] = await client<{ revision: number }[]>`
		select revision from contests where id = ${contestId}`;
	const [row] = await client<ContestRow[]>`
		${client.unsafe(SELECT_CONTEST)} where c.id = ${contestId}`;
	if (!row || !owner) throw new Failure('not_found', 'There is no such contest.');
	const contest = contestOf(row);
	if (contest.finalAt) throw new Failure('conflict', 'The contest is final.');
	return { ...contest, revision: owner.revision };
}

/** An owner changed the contest while it was scored: under a freeze, say, that the new table knows nothing of. */
class Overtaken extends Error {}

/**
 * Writes down how far a rescore is, where every process can read it: by another connection, since the rescore's
 * transaction is not seen before it ends. It is never waited for: whoever holds the row may be waiting for this rescore,
 * and a pool whose connections all rescore has none left. What is lost is a number on a page.
 */
function progressWriter(sql: Sql, contestId: string): (progress: RescoreProgress) => void {
	let busy = false;
	return ({ facts, of }) => {
		if (busy) return;
		busy = true;
		void sql`
			update contests set rescore_done = ${facts}, rescore_of = ${of}
			where rescore_started
				and id = (select id from contests where id = ${contestId} for no key update skip locked)`
			.catch(() => undefined)
			.finally(() => (busy = false));
	};
}

/**
 * Scores a whole contest (own id) anew from its facts, by the functions that apply marks, in one transaction: screens
 * see the old table until the new one is whole. Memory does not grow with the facts. Meanwhile the contest's marks
 * wait, others go on. When an owner changes the contest meanwhile, it begins again. How far it is stands in
 * `rescore_done` and `rescore_of`. Throws Failure `not_found`, `conflict` when it is final, `unavailable` when its rules
 * no longer parse; then it stays marked as needing a rescore, as it does when the process dies.
 */
export async function rescoreContest(
	{ sql }: { sql: Sql },
	contestId: string,
	onProgress: (progress: RescoreProgress) => void | Promise<void> = () => undefined,
): Promise<RescoreProgress> {
	for (;;) {
		try {
			return await rescoreOnce(sql, contestId, onProgress);
		} catch (error) {
			if (!(error instanceof Overtaken)) throw error;
		}
	}
}

async function rescoreOnce(
	sql: Sql,
	contestId: string,
	onProgress: (progress: RescoreProgress) => void | Promise<void>,
): Promise<RescoreProgress> {
	await sql`
		update contests set rescore_needed = false, rescore_started = true, rescore_done = null, rescore_of = null
		where id = ${contestId} and final_at is null`;
	const note = progressWriter(sql, contestId);
	return sql.begin(async (tx) => {
		const contest = await lockedContest(tx, contestId);
		const version = contest.boardVersion + 1;
		const progress = { facts: 0, people: 0, of: 0 };
		await openLoads(tx, contest);
		for await (const { facts, of, scopes, readers, done } of batches(tx, contest)) {
			const people = [...new Set(scopes.map((scope) => scope.personId))];
			const competitors = await competing(tx, contest, people);
			const touched = {
				days: { click: scopes, conversion: scopes },
				readings: { like: readers, comment: readers, reshare: readers },
			};
			const sent: Sent = [];
			const parts = { competitors, tally: { facts: 0 }, sent };
			await rescoreDays(tx, contest, touched, boxOf(contest), parts);
			const always = new Set<string>();
			await rescoreStandings(tx, contest, done, { version, competitors, always, sent });
			await Promise.all(sent);
			progress.facts += facts;
			progress.people += done.length;
			progress.of = of;
			note(progress);
			await onProgress(progress);
		}
		const [closed] = await tx`
			update contests set rescore_started = false, scored_version = rules_version, board_version = board_version + 1,
				rebuilt_version = board_version + 1, public_version = board_version + 1, rescore_done = null, rescore_of = null
			where id = ${contestId} and revision = ${contest.revision}
			returning id`;
		if (!closed) throw new Overtaken('The contest was changed while it was scored.');
		await tx`select pg_notify(${BOARD_CHANNEL}, ${contestId}), pg_notify(${MARKS_CHANNEL}, '')`;
		return progress;
	});
}
