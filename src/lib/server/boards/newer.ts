import { sql, type SQL } from 'drizzle-orm';
import { dayBounds } from '#lib/domain/contest/days.ts';
import type { Db } from '../db/client.ts';
import { executePrepared } from '../db/prepared.ts';
import { heldOf } from '../learning/held.ts';
import { maskedBy, selectHidden, type HiddenChoice } from '../people/shown.ts';
import {
	contestOf,
	SELECT_CONTEST,
	type ContestRow,
	type LoadedContest,
} from '../scoring/contest.ts';
import {
	BOARD_SURFACES,
	selectAdjustments,
	selectDaySums,
	selectStandings,
	standingRows,
	standingsOf,
	type AdjustmentRow,
	type Before,
	type DaySum,
	type RawStanding,
	type StandingRow,
} from './standing-rows.ts';

type Lists = {
	rows: RawStanding[];
	hidden: HiddenChoice[];
	sums: DaySum[];
	adjustments: AdjustmentRow[];
};

const list = (select: SQL) => sql`(select coalesce(json_agg(l), '[]') from (${select}) l)`;

/** `select` once for each fresh row: `offset 0` keeps the planner from reading a whole table for a dozen people. */
const each = (select: SQL) =>
	list(sql`select l.* from fresh cross join lateral (${select} offset 0) l`);

/** What a table that is read up to a version lacks, and the contest as it is in the same look. */
export type Newer = { contest: LoadedContest; rows: StandingRow[]; before: Before };

/**
 * The contest of a table as it is now, the standings that are newer than `version`, and what those people's were when `day`
 * (of the contest's zone) began; null when the contest is gone. One statement, so one look and one trip: every screen waits
 * for it, and on a busy machine a trip takes 3 to 5 ms, whatever it asks for.
 */
export async function newerThan(
	db: Pick<Db, 'execute'>,
	known: LoadedContest,
	{ version, day }: { version: number; day: string },
): Promise<Newer | null> {
	const [begin] = dayBounds(day, known.tableRules.timeZone);
	const own = sql`person_id = fresh."personId"`;
	const [found] = await executePrepared<ContestRow & { lists: Lists }>(
		db,
		sql`
		with fresh as materialized (${selectStandings(known.id, version)})
		select c.*, json_build_object('rows', ${list(sql`select * from fresh`)},
			'hidden', ${each(sql`${selectHidden(BOARD_SURFACES)} and a.${own}`)},
			'sums', ${each(selectDaySums(known.id, day, own))},
			'adjustments', ${each(selectAdjustments(known.id, begin, own))}) as lists
		from (${sql.raw(SELECT_CONTEST)} where c.id = ${known.id}::uuid) c`,
	);
	if (!found) return null;
	const { lists, ...row } = found;
	const contest = contestOf(row);
	const people = lists.rows.map(({ personId }) => personId);
	const held =
		people.length > 0
			? await heldOf(db, known.tableRules, people, begin)
			: new Map<string, never>();
	return {
		contest,
		rows: standingRows(lists.rows, maskedBy(lists.hidden)),
		before: standingsOf(known, { ...lists, held }),
	};
}
