import { dayOf } from '#lib/domain/contest/days.ts';
import { METRICS, type Metric } from '#lib/domain/contest/rules.ts';
import { scoreDay } from '#lib/domain/scoring/score-day.ts';
import type { Unit } from '#lib/domain/scoring/units.ts';
import type { LoadedContest } from './contest.ts';
import {
	readingFacts,
	singleFacts,
	type Client,
	type ReadingMetric,
	type Scope,
} from './counting-facts.ts';

type DayRow = {
	personId: string;
	metric: Metric;
	day: string;
	units: number;
	lastAt: Date;
	publicUnits: number;
	publicLastAt: Date | null;
};

/** Counts each person's units of one metric by their days. */
function countDays(
	contest: LoadedContest,
	metric: Metric,
	facts: Iterable<Unit & { personId: string }>,
): DayRow[] {
	const rule = contest.rules.metrics[metric];
	if (!rule) return [];
	const perDay = new Map<string, { personId: string; day: string; units: Unit[] }>();
	for (const fact of facts) {
		const day = dayOf(fact.at, contest.rules.timeZone);
		const key = `${fact.personId}${day}`;
		const group = perDay.get(key);
		if (group) group.units.push(fact);
		else perDay.set(key, { personId: fact.personId, day, units: [fact] });
	}
	const rows: DayRow[] = [];
	for (const { personId, day, units: ofDay } of perDay.values()) {
		const { units, lastAt, publicUnits, publicLastAt } = scoreDay(ofDay, rule, contest.freezeAt);
		if (!lastAt) continue;
		rows.push({ personId, metric, day, units, lastAt, publicUnits, publicLastAt });
	}
	return rows;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Makes the scopes' day scores of one metric what `rows` says. Gives the people whose day scores changed. */
async function writeDays(
	client: Client,
	contest: LoadedContest,
	metric: Metric,
	scopes: readonly Scope[],
	rows: readonly DayRow[],
): Promise<string[]> {
	const changed = await client<{ personId: string }[]>`
		with fresh as (
			select * from unnest(
				${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.day)}::text[]::date[],
				${rows.map((row) => row.units)}::int[], ${rows.map((row) => iso(row.lastAt))}::text[]::timestamptz[],
				${rows.map((row) => row.publicUnits)}::int[],
				${rows.map((row) => iso(row.publicLastAt))}::text[]::timestamptz[]
			) as f(person_id, day, units, last_at, public_units, public_last_at)
		), gone as (
			delete from day_scores d
			using unnest(
				${scopes.map((scope) => scope.personId)}::uuid[],
				${scopes.map((scope) => scope.fromDay)}::text[]::date[],
				${scopes.map((scope) => scope.toDay)}::text[]::date[]
			) s(person_id, from_day, to_day)
			where d.contest_id = ${contest.id} and d.metric = ${metric}
				and d.person_id = s.person_id and d.day between s.from_day and s.to_day
				and not exists (select from fresh f where f.person_id = d.person_id and f.day = d.day)
			returning d.person_id
		), put as (
			insert into day_scores as d
				(contest_id, person_id, metric, day, units, last_at, public_units, public_last_at)
			select ${contest.id}, person_id, ${metric}, day, units, last_at, public_units, public_last_at from fresh
			on conflict (contest_id, person_id, metric, day) do update set units = excluded.units,
				last_at = excluded.last_at, public_units = excluded.public_units,
				public_last_at = excluded.public_last_at
			where (d.units, d.last_at, d.public_units, d.public_last_at) is distinct from
				(excluded.units, excluded.last_at, excluded.public_units, excluded.public_last_at)
			returning d.person_id
		)
		select person_id as "personId" from gone union select person_id from put`;
	return changed.map((row) => row.personId);
}

/** What of one contest is to be counted anew. */
export type Touched = {
	/** Days per person, for the metrics whose facts stand alone. */
	days: Record<'click' | 'conversion', Scope[]>;
	/** People per metric of readings, whole. */
	readings: Record<ReadingMetric, Set<string>>;
};

/**
 * Counts the touched days anew from the facts and overwrites their day scores; who does not compete has none. Gives
 * the people whose day scores changed. Doing it twice changes nothing.
 */
export async function rescoreDays(
	client: Client,
	contest: LoadedContest,
	touched: Touched,
	competitors: ReadonlySet<string>,
	box: { firstDay: string; lastDay: string },
): Promise<Set<string>> {
	const changed = new Set<string>();
	const note = (people: string[]) => people.forEach((personId) => changed.add(personId));
	for (const metric of ['click', 'conversion'] as const) {
		const scopes = touched.days[metric];
		if (scopes.length === 0) continue;
		const counting = scopes.filter((scope) => competitors.has(scope.personId));
		const facts =
			contest.rules.metrics[metric] && counting.length > 0
				? await singleFacts(client, contest, metric, counting)
				: [];
		const units = facts.map((fact) => ({ ...fact, units: 1 }));
		note(await writeDays(client, contest, metric, scopes, countDays(contest, metric, units)));
	}
	const readingMetrics = METRICS.filter(
		(metric): metric is ReadingMetric => metric !== 'click' && metric !== 'conversion',
	).filter((metric) => touched.readings[metric].size > 0);
	if (readingMetrics.length === 0) return changed;
	const people = new Set(readingMetrics.flatMap((metric) => [...touched.readings[metric]]));
	const named = readingMetrics.filter((metric) => contest.rules.metrics[metric]);
	const counting = [...people].filter((personId) => competitors.has(personId));
	const facts =
		named.length > 0 && counting.length > 0
			? await readingFacts(client, contest, named, counting)
			: [];
	for (const metric of readingMetrics) {
		const ofMetric = touched.readings[metric];
		const rows = countDays(
			contest,
			metric,
			facts.filter((fact) => fact.metric === metric && ofMetric.has(fact.personId)),
		);
		const scopes = [...ofMetric].map((personId) => ({
			personId,
			fromDay: box.firstDay,
			toDay: box.lastDay,
		}));
		note(await writeDays(client, contest, metric, scopes, rows));
	}
	return changed;
}
