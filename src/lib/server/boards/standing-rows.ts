import { sql, type SQL } from 'drizzle-orm';
import { dayBounds } from '#lib/domain/contest/days.ts';
import type { Held } from '#lib/domain/contest/requirements.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { standingOf, type Standing } from '#lib/domain/scoring/standing.ts';
import type { Db } from '../db/client.ts';
import { executePrepared } from '../db/prepared.ts';
import { heldOf } from '../learning/held.ts';
import { maskedPeople, type MaskedPerson } from '../people/shown.ts';
import type { LoadedContest } from '../scoring/contest.ts';

type Reader = Pick<Db, 'execute'>;

/** Instants come as milliseconds: this client reads timestamps as text, and a number parses ten times faster. */
export const ms = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`;

const date = (milliseconds: number | null) =>
	milliseconds === null ? null : new Date(Math.round(milliseconds));

export type PersonDetails = {
	personId: string;
	externalId: string;
	name: string;
	team: string;
	office: string | null;
	avatarSeed: string;
	groups: string[];
};

export type StandingRow = PersonDetails & {
	version: number;
	owner: Standing;
	public: Standing;
	/** What stands for whoever is not shown by name; undefined for all others. */
	masks: MaskedPerson['masks'] | undefined;
};

/** What people's standings were, by own id; who had nothing is left out. */
export type Before = Map<string, { owner: Standing; public: Standing }>;

export type RawStanding = PersonDetails & {
	version: number;
	listed: boolean;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: number | null;
	qualified: boolean;
	publicListed: boolean;
	publicPoints: number;
	publicClicks: number;
	publicEngagement: number;
	publicConversions: number;
	publicReachedAt: number | null;
	publicQualified: boolean;
};

/** What every list of people reads: who they are, with the names of their team, office and groups. */
export const PERSON_COLUMNS = sql`
	p.id as "personId", p.external_id as "externalId", p.name, t.name as team, o.name as office,
	p.avatar_seed as "avatarSeed",
	array(select g.name from person_groups pg join groups g on g.id = pg.group_id
		where pg.person_id = p.id) as groups`;
export const PERSON_JOINS = sql`
	join teams t on t.id = p.team_id left join offices o on o.id = p.office_id`;

/** On boards, and on the displays that show them. */
export const BOARD_SURFACES = ['boards', 'displays'] as const;

/** RawStandings of a contest (own id) that are newer than `version`. */
export const selectStandings = (contestId: string, version: number): SQL => sql`
	select ${PERSON_COLUMNS}, s.version::float8 as version,
		s.listed, s.points, s.clicks, s.engagement, s.conversions, ${ms(sql`s.reached_at`)} as "reachedAt", s.qualified,
		s.public_listed as "publicListed", s.public_points as "publicPoints", s.public_clicks as "publicClicks",
		s.public_engagement as "publicEngagement", s.public_conversions as "publicConversions",
		${ms(sql`s.public_reached_at`)} as "publicReachedAt", s.public_qualified as "publicQualified"
	from standings s join people p on p.id = s.person_id ${PERSON_JOINS}
	where s.contest_id = ${contestId}::uuid and s.version > ${version}::bigint`;

const standingRow = (row: RawStanding, masks: StandingRow['masks']): StandingRow => ({
	...details(row),
	masks,
	version: row.version,
	owner: {
		listed: row.listed,
		points: row.points,
		clicks: row.clicks,
		engagement: row.engagement,
		conversions: row.conversions,
		reachedAt: date(row.reachedAt),
		qualified: row.qualified,
	},
	public: {
		listed: row.publicListed,
		points: row.publicPoints,
		clicks: row.publicClicks,
		engagement: row.publicEngagement,
		conversions: row.publicConversions,
		reachedAt: date(row.publicReachedAt),
		qualified: row.publicQualified,
	},
});

/** Rows as the table takes them, with what stands for whoever of them is not shown by name. */
export function standingRows(
	rows: readonly RawStanding[],
	masked: readonly MaskedPerson[],
): StandingRow[] {
	const masks = new Map(masked.map((one) => [one.personId, one.masks]));
	return rows.map((row) => standingRow(row, masks.get(row.personId)));
}

/** All standings, both audiences, unlisted people too. */
export async function allStandings(db: Reader, contestId: string): Promise<StandingRow[]> {
	const [rows, masked] = await Promise.all([
		executePrepared<RawStanding>(db, selectStandings(contestId, -1)),
		maskedPeople(db, BOARD_SURFACES),
	]);
	return standingRows(rows, masked);
}

function details(row: PersonDetails): PersonDetails {
	const { personId, externalId, name, team, office, avatarSeed, groups } = row;
	return { personId, externalId, name, team, office, avatarSeed, groups };
}

/** A condition on people `p`: they can stand in a contest that starts then, because nobody erased them before. */
export const notErasedBefore = (startsAt: Date): SQL =>
	sql`(p.erased_at is null or p.erased_at > ${startsAt.toISOString()}::timestamptz)`;

/** Everybody of the program who can stand in a contest that starts then, for counting who competes in each team. */
export async function everybody(
	db: Reader,
	startsAt: Date,
): Promise<Pick<PersonDetails, 'personId' | 'externalId' | 'team' | 'groups'>[]> {
	return (await db.execute(sql`
		select ${PERSON_COLUMNS} from people p ${PERSON_JOINS}
		where ${notErasedBefore(startsAt)}`)) as unknown as PersonDetails[];
}

/** Somebody's units of a metric on all days before one. */
export type DaySum = {
	personId: string;
	metric: Metric;
	units: number;
	lastAt: number | null;
	publicUnits: number;
	publicLastAt: number | null;
};
export type AdjustmentRow = { personId: string; at: number; points: number };

/** DaySums of the days before `day`; `whose` is a condition on `person_id`. */
export const selectDaySums = (contestId: string, day: string, whose: SQL): SQL => sql`
	select person_id as "personId", metric, sum(units)::int as units, ${ms(sql`max(last_at)`)} as "lastAt",
		sum(public_units)::int as "publicUnits", ${ms(sql`max(public_last_at)`)} as "publicLastAt"
	from day_scores where contest_id = ${contestId}::uuid and day < ${day}::date and ${whose}
	group by person_id, metric`;

/** AdjustmentRows of before `begin`; `whose` is a condition on `person_id`. */
export const selectAdjustments = (contestId: string, begin: Date, whose: SQL): SQL => sql`
	select person_id as "personId", ${ms(sql`at`)} as at, points from adjustments
	where contest_id = ${contestId}::uuid and at < ${begin.toISOString()}::timestamptz and ${whose}`;

/** What people's standings were, of what they had brought, were given and held by then. */
export function standingsOf(
	{ tableRules, freezeAt }: LoadedContest,
	parts: {
		sums: readonly DaySum[];
		adjustments: readonly AdjustmentRow[];
		held: Map<string, Held>;
	},
): Before {
	const days = Map.groupBy(parts.sums, (row) => row.personId);
	const adjusted = Map.groupBy(parts.adjustments, (row) => row.personId);
	const result: Before = new Map();
	for (const personId of new Set([...days.keys(), ...adjusted.keys()])) {
		const ofPerson = (days.get(personId) ?? []).map((row) => ({
			...row,
			lastAt: date(row.lastAt),
			publicLastAt: date(row.publicLastAt),
		}));
		const ofAdjustments = (adjusted.get(personId) ?? []).map((row) => ({
			at: new Date(Math.round(row.at)),
			points: row.points,
		}));
		const held = parts.held.get(personId);
		result.set(personId, standingOf(ofPerson, ofAdjustments, tableRules, freezeAt, held));
	}
	return result;
}

/**
 * Everybody's standings as they were when `day` (of the contest's zone) began, from the facts dated before it that are
 * known now. Who had nothing by then is left out.
 */
export async function standingsBefore(
	db: Reader,
	contest: LoadedContest,
	day: string,
): Promise<Before> {
	const [begin] = dayBounds(day, contest.tableRules.timeZone);
	const whose = sql`true`;
	const [sums, adjustments, held] = await Promise.all([
		executePrepared<DaySum>(db, selectDaySums(contest.id, day, whose)),
		executePrepared<AdjustmentRow>(db, selectAdjustments(contest.id, begin, whose)),
		heldOf(db, contest.tableRules, null, begin),
	]);
	return standingsOf(contest, { sums, adjustments, held });
}
