import type { Sql } from 'postgres';
import { dayOf } from '#lib/domain/contest/days.ts';
import { isFrozen, phaseOf } from '#lib/domain/contest/phase.ts';
import {
	CONTEST_LOCK,
	contestOf,
	SELECT_CONTEST,
	type ContestRow,
	type LoadedContest,
} from './contest.ts';
import { competing, type Client, type Scope } from './counting-facts.ts';
import { rescoreDays, type Sent, type Tally, type Touched } from './day-scores.ts';
import { FIRST_OF_IMPORTS, type Mark } from './marks.ts';
import { rescoreStandings } from './standings.ts';

/** Any number of our own: scorers of several instances take turns with the marks. */
const SCORER_LOCK = 7_126_021;
/** So many marks of imports go along in a pass unless said otherwise. */
const IMPORT_MARKS_PER_PASS = 60;
/** Bounds a pass: 2,000 marks of a busy second take about 100 ms. */
const MARKS_PER_PASS = 2_000;
/** The channel that tells every gateway that a contest's board has a new version. */
export const BOARD_CHANNEL = 'board';

type TakenMark = {
	id: number;
	personId: string;
	metric: Mark['metric'];
	at: Date;
	contestId: string | null;
};

export type Pass = {
	/** Marks taken; as many as a pass takes at most means that more may wait. */
	marks: number;
	/** How many of them an import has left. */
	ofImports: number;
	/** How many facts were read again: what the pass has cost, however long it took on a machine that is busy otherwise. */
	facts: number;
	more: boolean;
	/** Contests that need a full rescore and have nobody at it. */
	unscored: string[];
	/** How many contests somebody else is scoring: their marks wait. */
	busy: number;
	/** Contests whose rules no longer parse, with the reason. */
	refused: Map<string, string>;
};

/** The first and last calendar day of the time box. */
export function boxOf(contest: LoadedContest): { firstDay: string; lastDay: string } {
	const { startsAt, endsAt, timeZone } = contest.rules;
	return {
		firstDay: dayOf(startsAt, timeZone),
		lastDay: dayOf(new Date(endsAt.getTime() - 1), timeZone),
	};
}

/** Published contests that are neither final nor cancelled, and those that became so and whose screens don't know. */
const OPEN = `c.published_at is not null and ((c.final_at is null and c.cancelled_at is null)
	or c.board_moment not like 'final %' and c.board_moment not like 'cancelled %')`;

/**
 * Locks every open contest that can be had at once; a rescore holds its own for long. Where marks are waiting it also keeps
 * owners from changing these contests until the pass is over: a freeze that comes between the look and the standings
 * would find written what it hides. One that is being changed just now counts as busy, since a new version of rules takes
 * seconds with 100,000 people and others don't wait for it. Facts may be recorded meanwhile.
 */
async function lockOpen(client: Client) {
	type Look = { waiting: boolean; contests: { id: string; got: boolean }[] };
	// Whether marks wait is seen once, by one look: a mark that comes behind it is the next pass's.
	const [look] = await client<[Look]>`
		with waiting as materialized (
			select exists (select from marks) as any
		), open as materialized (
			select c.id, pg_try_advisory_xact_lock(hashtextextended(c.id::text, ${CONTEST_LOCK})) as got
			from contests c where ${client.unsafe(OPEN)}
		), held as (
			select c.id from contests c
			where (select w.any from waiting w) and c.id in (select id from open where got)
			order by c.id for no key update skip locked
		)
		select w.any as waiting, coalesce(json_agg(json_build_object(
			'id', o.id, 'got', o.got and (h.id is not null or not w.any))) filter (where o.id is not null), '[]') as contests
		from waiting w left join open o on true left join held h on h.id = o.id
		group by w.any`;
	const ids = (got: boolean) =>
		look.contests.filter((contest) => contest.got === got).map(({ id }) => id);
	return { waiting: look.waiting, locked: ids(true), busy: ids(false) };
}

/**
 * Takes the oldest marks, those of imports last, but for those of busy contests alone; whose they are is handed on, for
 * badges to be looked at.
 */
async function takeMarks(
	client: Client,
	busy: readonly string[],
	ofImports: number,
): Promise<TakenMark[]> {
	return client<TakenMark[]>`
		with taken as (
			delete from marks where id in (
				(select id from marks where id < ${FIRST_OF_IMPORTS}
					and (contest_id is null or contest_id <> all(${[...busy]}::uuid[]))
					order by id limit ${MARKS_PER_PASS})
				union all
				(select id from marks where id >= ${FIRST_OF_IMPORTS}
					order by id limit ${ofImports}))
			returning id, person_id, metric, at, contest_id
		), touched as (
			insert into badge_touches (person_id) select distinct person_id from taken where contest_id is null
		)
		select id::float8, person_id as "personId", metric, at, contest_id as "contestId" from taken`;
}

/** The locked contests as they are now that nobody else changes them; those that can't be read go to `refused`. */
async function readLocked(client: Client, locked: readonly string[], refused: Map<string, string>) {
	const rows = await client<ContestRow[]>`
		${client.unsafe(SELECT_CONTEST)} where c.id = any(${[...locked]}::uuid[]) order by c.id`;
	const contests: LoadedContest[] = [];
	for (const row of rows) {
		try {
			contests.push(contestOf(row));
		} catch (error) {
			refused.set(row.id, error instanceof Error ? error.message : String(error));
		}
	}
	return contests;
}

/** What screens show that the clock alone changes: phase, freeze, and the day that movement is measured from. */
function momentOf(contest: LoadedContest): string {
	const phase = phaseOf(contest, contest.rules, contest.now);
	const frozen = isFrozen(contest, contest.rules, contest.now) ? 'frozen' : 'open';
	const moment = `${phase} ${frozen} ${contest.rulesKey}`;
	if (phase === 'final' || phase === 'cancelled') return moment;
	return `${moment} ${dayOf(contest.now, contest.rules.timeZone)}`;
}

type Touches = {
	touched: Touched;
	everybody: Set<string>;
	people: Set<string>;
	renamed: Set<string>;
};

/** What of `contest` these marks touch; facts outside the time box touch nothing, readings before it may. */
function touchedBy(marks: readonly TakenMark[], contest: LoadedContest): Touches {
	const { firstDay, lastDay } = boxOf(contest);
	const days = { click: new Map<string, Scope>(), conversion: new Map<string, Scope>() };
	const readings = {
		like: new Set<string>(),
		comment: new Set<string>(),
		reshare: new Set<string>(),
	};
	const people = new Set<string>();
	const renamed = new Set(
		marks.filter((mark) => mark.metric === 'person').map((mark) => mark.personId),
	);
	// Whoever changed team or group may begin or cease to compete: everything of theirs.
	for (const personId of renamed) {
		people.add(personId);
		const whole = { personId, fromDay: firstDay, toDay: lastDay };
		for (const scopes of Object.values(days)) scopes.set(personId, whole);
		for (const set of Object.values(readings)) set.add(personId);
	}
	for (const { personId, metric, at } of marks) {
		if (renamed.has(personId)) continue;
		if (metric === 'adjustment') people.add(personId);
		else if (metric === 'requirement') {
			if (contest.rules.requires?.length) people.add(personId);
		} else if (metric === 'click' || metric === 'conversion') {
			const day = dayOf(at, contest.rules.timeZone);
			if (day < firstDay || day > lastDay) continue;
			days[metric].set(`${personId} ${day}`, { personId, fromDay: day, toDay: day });
		} else if (metric in readings) readings[metric as keyof typeof readings].add(personId);
	}
	const touched = {
		days: { click: [...days.click.values()], conversion: [...days.conversion.values()] },
		readings,
	};
	const everybody = new Set(people);
	for (const scopes of Object.values(touched.days))
		for (const { personId } of scopes) everybody.add(personId);
	for (const set of Object.values(readings)) for (const personId of set) everybody.add(personId);
	return { touched, everybody, people, renamed };
}

/**
 * Raises the board's version and rings; in the transaction that changed the standings. The public's version rises with it
 * unless all that changed is hidden.
 */
async function raise(
	client: Client,
	contest: LoadedContest,
	moment: string,
	publicly: boolean,
): Promise<void> {
	const hides = isFrozen(contest, contest.rules, contest.now);
	const shown = publicly || !hides || contest.boardMoment !== moment;
	await client`
		with raised as (
			update contests set board_version = board_version + 1, board_moment = ${moment},
				public_version = case when ${shown} then board_version + 1 else public_version end
			where id = ${contest.id} returning id
		)
		select pg_notify(${BOARD_CHANNEL}, id::text) from raised`;
}

/** Applies marks to one contest whose lock is held. */
async function applyTo(
	client: Client,
	contest: LoadedContest,
	marks: readonly TakenMark[],
	tally: Tally,
): Promise<void> {
	const moment = momentOf(contest);
	const sent: Sent = [];
	let done = { written: 0, publicly: false };
	// A name is no figure: it is shown at once, also while frozen.
	const renamed = marks.filter((mark) => mark.metric === 'person').length;
	const over = contest.finalAt !== null || contest.cancelledAt !== null;
	if (!over && !contest.unscored && marks.length > 0) {
		const { touched, everybody, people, renamed: anew } = touchedBy(marks, contest);
		const competitors = competing(client, contest, [...everybody]);
		const parts = { competitors, tally, sent };
		const changed = await rescoreDays(client, contest, touched, boxOf(contest), parts);
		// Their rows are written even where they come out equal: yesterday's points may have moved to today.
		const always = new Set([...changed, ...anew]);
		const version = contest.boardVersion + 1;
		done = await rescoreStandings(client, contest, [...new Set([...changed, ...people])], {
			...{ version, always, sent },
			competitors: await competitors,
		});
	}
	if (done.written > 0 || contest.boardMoment !== moment) {
		sent.push(raise(client, contest, moment, done.publicly || renamed > 0));
	}
	await Promise.all(sent);
}

/**
 * Takes the visible marks, re-reads what they touch in every open contest, overwrites day scores and standings, and
 * deletes just those marks, all in one transaction. Also raises the version where only the clock moved on. A contest
 * that is being rescored keeps its marks for later; one whose rules no longer parse is refused and, once they do,
 * scored whole. Of the marks of imports it takes `mostOfImports`, beside all others that go into a pass.
 */
export async function applyMarks(sql: Sql, mostOfImports = IMPORT_MARKS_PER_PASS): Promise<Pass> {
	return sql.begin(async (tx) => {
		// Standings are a cache and the marks go with them: a crash loses both or neither, so no commit waits for the disk.
		// All is looked up by keys. Behind an import the planner still takes tables for as small as they were, and would read a
		// million rows for two people.
		// What does not need another's answer goes in one write: at 300 clicks/s the way there and back is most of a pass.
		const [, { waiting, locked, busy }] = await Promise.all([
			tx`select set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
				pg_advisory_xact_lock(${SCORER_LOCK})`,
			lockOpen(tx),
		]);
		const refused = new Map<string, string>();
		const [marks, open] = await Promise.all([
			waiting ? takeMarks(tx, busy, mostOfImports) : [],
			readLocked(tx, locked, refused),
		]);
		if (marks.length > 0 && busy.length > 0) await deferMarks(tx, marks, busy);
		if (marks.length > 0 && refused.size > 0) {
			await tx`update contests set rescore_needed = true
				where id = any(${[...refused.keys()]}::uuid[]) and not rescore_needed`;
		}
		const tally: Tally = { facts: 0 };
		for (const contest of open) {
			const own = marks.filter((mark) => !mark.contestId || mark.contestId === contest.id);
			await applyTo(tx, contest, own, tally);
		}
		const ofImports = marks.filter(({ id }) => id >= FIRST_OF_IMPORTS).length;
		return {
			marks: marks.length,
			ofImports,
			facts: tally.facts,
			more: marks.length >= MARKS_PER_PASS || ofImports > 0,
			unscored: open.filter((contest) => contest.unscored).map((contest) => contest.id),
			busy: busy.length,
			refused,
		};
	});
}

/** Puts marks back for the contests that could not take them now. */
async function deferMarks(client: Client, marks: readonly TakenMark[], busy: readonly string[]) {
	const own = marks.filter((mark) => !mark.contestId);
	if (own.length === 0) return;
	await client`
		insert into marks (person_id, metric, at, contest_id)
		select distinct m.person_id, m.metric, m.at, busy.id
		from unnest(
			${own.map((mark) => mark.personId)}::uuid[], ${own.map((mark) => mark.metric)}::text[],
			${own.map((mark) => mark.at.toISOString())}::text[]::timestamptz[]
		) m(person_id, metric, at), unnest(${[...busy]}::uuid[]) busy(id)`;
}
