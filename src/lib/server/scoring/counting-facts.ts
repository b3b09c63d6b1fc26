import type { Sql, TransactionSql } from 'postgres';
import { competes } from '#lib/domain/contest/competes.ts';
import { dayBounds } from '#lib/domain/contest/days.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { increments } from '#lib/domain/scoring/readings.ts';
import type { PostSum } from '#lib/domain/scoring/sum-day.ts';
import type { Unit } from '#lib/domain/scoring/units.ts';
import type { LoadedContest } from './contest.ts';

export type Client = Sql | TransactionSql;

/** Days (both included, of the contest's zone) of one person that are to be counted anew. */
export type Scope = { personId: string; fromDay: string; toDay: string };

export type ReadingMetric = Exclude<Metric, 'click' | 'conversion'>;

/** The scopes' instants, cut to the time box. */
function bounds(contest: LoadedContest, scopes: readonly Scope[]) {
	const { startsAt, endsAt, timeZone } = contest.rules;
	const from: string[] = [];
	const to: string[] = [];
	for (const { fromDay, toDay } of scopes) {
		const start = dayBounds(fromDay, timeZone)[0];
		const end = dayBounds(toDay, timeZone)[1];
		from.push((start < startsAt ? startsAt : start).toISOString());
		to.push((end > endsAt ? endsAt : end).toISOString());
	}
	return { people: scopes.map((scope) => scope.personId), from, to };
}

/** Of these people (own ids), those who compete under the rules; who was erased before the start does not. */
export async function competing(
	client: Client,
	contest: LoadedContest,
	people: readonly string[],
): Promise<Set<string>> {
	const rows = await client<{ id: string; externalId: string; team: string; groups: string[] }[]>`
		select p.id, p.external_id as "externalId", t.name as team,
			array(select g.name from person_groups pg join groups g on g.id = pg.group_id
				where pg.person_id = p.id) as groups
		from people p join teams t on t.id = p.team_id
		where p.id = any(${[...people]}::uuid[])
			and (p.erased_at is null or p.erased_at > ${contest.rules.startsAt.toISOString()}::timestamptz)`;
	const test = competes(contest.rules.exclude);
	return new Set(
		rows
			.filter((row) => test({ id: row.externalId, team: row.team, groups: row.groups }))
			.map((row) => row.id),
	);
}

/** A condition on facts `f`: they came with no import that is undone. The same as imports/undone.ts for the other client. */
const notUndone = (client: Client) =>
	client`(f.import_id is null
		or f.import_id not in (select u.id from imports u where u.undone_at is not null))`;

type UnitRow = Omit<Unit, 'units'> & { personId: string };

/**
 * The scopes `s`, numbered from 1 (`nth`); `voided` says whether anything of the person's is void. Asked once for each of them: to look
 * for every fact of theirs whether it is took a fifth of a pass.
 */
function scopesOf(client: Client, contest: LoadedContest, scopes: readonly Scope[]) {
	const { people, from, to } = bounds(contest, scopes);
	return client`(
		select u.*, (
			select true from voids v where v.person_id = u.person_id and v.lifted_at is null limit 1) is true as voided
		from unnest(${people}::uuid[], ${from}::text[]::timestamptz[], ${to}::text[]::timestamptz[])
			with ordinality u(person_id, from_at, to_at, nth) offset 0
	) s`;
}

/** The clicks or conversions `f` that count in scope `s`: inside the box, valid, not voided, of links that the rules take. */
function counting(client: Client, contest: LoadedContest, metric: 'click' | 'conversion') {
	const { posts, startsAt } = contest.rules;
	const clicks = metric === 'click';
	const voided = clicks
		? client`v.click_id = f.id or (v.click_id is null and v.conversion_id is null
			and (v.link_id is null or v.link_id = f.link_id)
			and (v.from_at is null or f.at >= v.from_at) and (v.to_at is null or f.at < v.to_at))`
		: client`v.conversion_id = f.id`;
	return client`
		from ${clicks ? client`clicks` : client`conversions`} f
		${posts === 'any' ? client`` : client`join links l on l.id = f.link_id and l.shared_at >= ${startsAt}`}
		where f.person_id = s.person_id and f.at >= s.from_at and f.at < s.to_at
			and ${clicks ? client`f.verdict = 'valid'` : client`true`} and ${notUndone(client)}
			and not (s.voided and exists (
				select from voids v where v.person_id = f.person_id and v.lifted_at is null and (${voided})))`;
}

/**
 * The clicks or conversions that count in these scopes. One query for all scopes. As in domain/scoring/facts.ts a void of a
 * time range, a link's or a person's, takes clicks only.
 */
export async function singleFacts(
	client: Client,
	contest: LoadedContest,
	metric: 'click' | 'conversion',
	scopes: readonly Scope[],
): Promise<UnitRow[]> {
	return client<UnitRow[]>`
		select s.person_id as "personId", f.* from ${scopesOf(client, contest, scopes)}
		cross join lateral (
			select coalesce(f.external_id, f.id::text) as id, f.at, f.post_id as post, f.link_id as link
			${counting(client, contest, metric)}
		) f`;
}

/** The same added up per post: one list for each scope, which is of one day. */
export async function singleSums(
	client: Client,
	contest: LoadedContest,
	metric: 'click' | 'conversion',
	days: readonly Scope[],
): Promise<PostSum[][]> {
	// Read once and not for every fact, as the text would be.
	const frozen = client`(select ${contest.freezeAt?.toISOString() ?? 'infinity'}::text::timestamptz)`;
	const rows = await client<(PostSum & { nth: number })[]>`
		select s.nth::int as nth, f.* from ${scopesOf(client, contest, days)}
		cross join lateral (
			select count(*)::int as units, max(f.at) as "lastAt",
				count(*) filter (where f.at < ${frozen})::int as "publicUnits",
				max(f.at) filter (where f.at < ${frozen}) as "publicLastAt"
			${counting(client, contest, metric)} group by f.post_id
		) f`;
	const sums: PostSum[][] = days.map(() => []);
	for (const { nth, ...sum } of rows) sums[nth - 1]!.push(sum);
	return sums;
}

type ReadingRow = {
	personId: string;
	metric: ReadingMetric;
	id: string;
	at: Date;
	post: string;
	link: string;
	total: number;
	sharedAt: Date;
};

/**
 * The increments of these people's readings inside the box. The running maximum reaches forward, so that a metric is
 * always read whole.
 */
export async function readingFacts(
	client: Client,
	contest: LoadedContest,
	metrics: readonly ReadingMetric[],
	people: readonly string[],
): Promise<(UnitRow & { metric: ReadingMetric; units: number })[]> {
	const { posts, startsAt, endsAt } = contest.rules;
	const rows = await client<ReadingRow[]>`
		select f.person_id as "personId", f.metric, coalesce(f.external_id, f.id::text) as id, f.at,
			f.post_id as post, f.link_id as link, f.total, l.shared_at as "sharedAt"
		from readings f join links l on l.id = f.link_id
		where f.person_id = any(${[...people]}::uuid[]) and f.at < ${endsAt}
			and ${notUndone(client)} and f.metric = any(${[...metrics]}::text[])
			${posts === 'any' ? client`` : client`and l.shared_at >= ${startsAt}`}`;
	const perLink = new Map<string, ReadingRow[]>();
	for (const row of rows) {
		const key = `${row.link} ${row.metric}`;
		const list = perLink.get(key);
		if (list) list.push(row);
		else perLink.set(key, [row]);
	}
	const units: (UnitRow & { metric: ReadingMetric; units: number })[] = [];
	for (const readings of perLink.values()) {
		const [{ personId, metric, post, link, sharedAt }] = readings as [ReadingRow];
		for (const unit of increments(readings, { startsAt, endsAt, sharedAt })) {
			if (unit.units === 0) continue;
			units.push({ ...unit, personId, metric, post, link });
		}
	}
	return units;
}
