import { dayOf } from '#lib/domain/contest/days.ts';
import { METRICS, type Metric } from '#lib/domain/contest/rules.ts';
import { scoreDay } from '#lib/domain/scoring/score-day.ts';
import { sumDay } from '#lib/domain/scoring/sum-day.ts';
import type { Unit } from '#lib/domain/scoring/units.ts';
import type { LoadedContest } from './contest.ts';
import {
	readingFacts,
	singleFacts,
	singleSums,
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

/**
 * The scopes' day scores of one metric as they are stored, by person and day. Each scope is looked up by its key (`offset 0` keeps the
 * planner from joining otherwise): behind an import, when it takes the table for as small as it was, it read all of the contest's for a
 * single day, 7 ms and more of a pass.
 */
async function storedDays(
	client: Client,
	contest: LoadedContest,
	metric: Metric,
	scopes: readonly Scope[],
): Promise<Map<string, DayRow>> {
	const rows = await client<DayRow[]>`
		select d.* from unnest(
			${scopes.map((scope) => scope.personId)}::uuid[],
			${scopes.map((scope) => scope.fromDay)}::text[]::date[],
			${scopes.map((scope) => scope.toDay)}::text[]::date[]
		) s(person_id, from_day, to_day)
		cross join lateral (
			select d.person_id as "personId", d.metric, d.day::text as day, d.units, d.last_at as "lastAt",
				d.public_units as "publicUnits", d.public_last_at as "publicLastAt"
			from day_scores d where d.contest_id = ${contest.id} and d.person_id = s.person_id
				and d.metric = ${metric} and d.day between s.from_day and s.to_day
			offset 0
		) d`;
	return new Map(rows.map((row) => [`${row.personId} ${row.day}`, row]));
}

const same = (a: DayRow, b: DayRow) =>
	a.units === b.units &&
	a.lastAt.getTime() === b.lastAt.getTime() &&
	a.publicUnits === b.publicUnits &&
	a.publicLastAt?.getTime() === b.publicLastAt?.getTime();

/**
 * Statements of a transaction that are under way: what is sent later on the same connection finds their work done, and
 * whoever needs no answer of theirs need not wait for it. To be awaited before the transaction ends.
 */
export type Sent = PromiseLike<unknown>[];

/**
 * Makes a metric's day scores what `rows` says, where `gone` is what is stored of them: it is used up. Gives the people
 * whose day scores change. Compared here and not in SQL: an anti-join of two lists that the planner knows nothing of took seconds for 20,000 rows.
 */
function writeDays(
	client: Client,
	contest: LoadedContest,
	metric: Metric,
	rows: readonly DayRow[],
	{ gone, sent }: { gone: Map<string, DayRow>; sent: Sent },
): string[] {
	const fresh: DayRow[] = [];
	for (const row of rows) {
		const key = `${row.personId} ${row.day}`;
		const stored = gone.get(key);
		if (!stored || !same(stored, row)) fresh.push(row);
		gone.delete(key);
	}
	if (gone.size > 0) {
		const old = [...gone.values()];
		const deleted = client`
			delete from day_scores d
			using unnest(
				${old.map((row) => row.personId)}::uuid[], ${old.map((row) => row.day)}::text[]::date[]
			) g(person_id, day)
			where d.contest_id = ${contest.id} and d.metric = ${metric}
				and d.person_id = g.person_id and d.day = g.day`;
		sent.push(deleted.execute());
	}
	if (fresh.length > 0) {
		const inserted = client`
			insert into day_scores
				(contest_id, person_id, metric, day, units, last_at, public_units, public_last_at)
			select ${contest.id}, f.person_id, ${metric}, f.day, f.units, f.last_at, f.public_units, f.public_last_at
			from unnest(
				${fresh.map((row) => row.personId)}::uuid[], ${fresh.map((row) => row.day)}::text[]::date[],
				${fresh.map((row) => row.units)}::int[], ${fresh.map((row) => iso(row.lastAt))}::text[]::timestamptz[],
				${fresh.map((row) => row.publicUnits)}::int[],
				${fresh.map((row) => iso(row.publicLastAt))}::text[]::timestamptz[]
			) as f(person_id, day, units, last_at, public_units, public_last_at)
			on conflict (contest_id, person_id, metric, day) do update set units = excluded.units,
				last_at = excluded.last_at, public_units = excluded.public_units,
				public_last_at = excluded.public_last_at`;
		sent.push(inserted.execute());
	}
	return [...fresh, ...gone.values()].map((row) => row.personId);
}

/** What of one contest is to be counted anew. */
export type Touched = {
	/** Days per person, for the metrics whose facts stand alone. */
	days: Record<'click' | 'conversion', Scope[]>;
	/** People per metric of readings, whole. */
	readings: Record<ReadingMetric, Set<string>>;
};

/**
 * So many facts are counted in one go, about: 10,000 hold the event loop for 20 ms and 300,000 for 300, and the door's
 * visitors with it. How many people that is, is learned on the way: most have few, under a flood some have thousands.
 */
const FACTS_PER_TURN = 10_000;
const FIRST_SCOPES = 32;

/** How many scopes to take next, after `scopes` of them had so many facts. */
export function nextScopes(scopes: number, facts: number): number {
	if (facts > FACTS_PER_TURN) return Math.max(1, Math.floor((scopes * FACTS_PER_TURN) / facts));
	return facts * 2 <= FACTS_PER_TURN ? scopes * 2 : scopes;
}

/** How many facts were read again. */
export type Tally = { facts: number };

/** A fact that the database only adds up costs so much of one that is read: 2 µs against 10. */
const SUMMED = 0.2;

type Parts = {
	/** Who competes; may still be asked for. */
	competitors: ReadonlySet<string> | Promise<ReadonlySet<string>>;
	/** What is read is added to it. */
	tally: Tally;
	/** What is written is added to it. */
	sent: Sent;
};

/**
 * Counts single days by their sums, which the database makes: a person with thousands of clicks today is a row, not
 * thousands. Gives who changed, and the scopes that are left because a cap cuts them.
 */
async function rescoreSums(
	client: Client,
	contest: LoadedContest,
	metric: 'click' | 'conversion',
	days: readonly Scope[],
	{ competitors, tally, sent }: Parts,
): Promise<{ changed: string[]; left: Scope[] }> {
	const rule = contest.rules.metrics[metric];
	if (!rule || days.length === 0) return { changed: [], left: [...days] };
	const [stored, sums, competes] = await Promise.all([
		storedDays(client, contest, metric, days),
		singleSums(client, contest, metric, days),
		competitors,
	]);
	const rows: DayRow[] = [];
	const left: Scope[] = [];
	for (const [i, scope] of days.entries()) {
		const posts = sums[i]!;
		for (const { units } of posts) tally.facts += units * SUMMED;
		const { personId, fromDay: day } = scope;
		if (!competes.has(personId)) continue;
		const sum = sumDay(posts, rule);
		if (!sum) {
			left.push(scope);
			stored.delete(`${personId} ${day}`);
		} else if (sum.lastAt) rows.push({ personId, metric, day, ...sum, lastAt: sum.lastAt });
	}
	return { changed: writeDays(client, contest, metric, rows, { gone: stored, sent }), left };
}

/** Counts these scopes' days of a metric whose facts stand alone, and overwrites their day scores. Gives who changed. */
async function rescoreSingles(
	client: Client,
	contest: LoadedContest,
	metric: 'click' | 'conversion',
	scopes: readonly Scope[],
	parts: Parts,
): Promise<string[]> {
	const { tally, sent } = parts;
	const isDay = ({ fromDay, toDay }: Scope) => fromDay === toDay;
	const summed = await rescoreSums(client, contest, metric, scopes.filter(isDay), parts);
	const { changed } = summed;
	const competitors = await parts.competitors;
	const rest = [...scopes.filter((scope) => !isDay(scope)), ...summed.left];
	let size = FIRST_SCOPES;
	for (let i = 0; i < rest.length;) {
		const part = rest.slice(i, i + size);
		i += part.length;
		const counting = part.filter((scope) => competitors.has(scope.personId));
		const [stored, facts] = await Promise.all([
			storedDays(client, contest, metric, part),
			contest.rules.metrics[metric] && counting.length > 0
				? singleFacts(client, contest, metric, counting)
				: [],
		]);
		size = nextScopes(size, facts.length);
		tally.facts += facts.length;
		const units = facts.map((fact) => ({ ...fact, units: 1 }));
		const rows = countDays(contest, metric, units);
		changed.push(...writeDays(client, contest, metric, rows, { gone: stored, sent }));
	}
	return changed;
}

/**
 * Counts the touched days anew from the facts and overwrites their day scores; who does not compete has none. Gives
 * the people whose day scores change, as soon as the statements that change them are sent. Doing it twice changes nothing.
 */
export async function rescoreDays(
	client: Client,
	contest: LoadedContest,
	touched: Touched,
	box: { firstDay: string; lastDay: string },
	parts: Parts,
): Promise<Set<string>> {
	const changed = new Set<string>();
	const note = (people: string[]) => people.forEach((personId) => changed.add(personId));
	for (const metric of ['click', 'conversion'] as const) {
		const scopes = touched.days[metric];
		note(await rescoreSingles(client, contest, metric, scopes, parts));
	}
	const readingMetrics = METRICS.filter(
		(metric): metric is ReadingMetric => metric !== 'click' && metric !== 'conversion',
	).filter((metric) => touched.readings[metric].size > 0);
	if (readingMetrics.length === 0) return changed;
	const people = new Set(readingMetrics.flatMap((metric) => [...touched.readings[metric]]));
	const named = readingMetrics.filter((metric) => contest.rules.metrics[metric]);
	const competitors = await parts.competitors;
	const counting = [...people].filter((personId) => competitors.has(personId));
	const facts =
		named.length > 0 && counting.length > 0
			? await readingFacts(client, contest, named, counting)
			: [];
	parts.tally.facts += facts.length;
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
		const stored = await storedDays(client, contest, metric, scopes);
		note(writeDays(client, contest, metric, rows, { gone: stored, sent: parts.sent }));
	}
	return changed;
}
