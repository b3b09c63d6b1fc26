import { sql, type SQL } from 'drizzle-orm';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import { notUndone } from '../imports/undone.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/** A text array as one parameter: this client's own arrays don't survive drizzle. */
export const texts = (values: readonly string[]): SQL =>
	sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;

/** An instant as a parameter of SQL, timestamptz. */
export const instantOf = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** The instant before which facts are shown to everybody at `now`: the freeze if it is in force, and never after the end. */
export function shownUntil(contest: LoadedContest, now: Date): Date {
	const { endsAt } = contest.rules;
	const frozen = contest.freezeAt && isFrozen(contest, contest.rules, now) ? contest.freezeAt : now;
	return frozen < endsAt ? frozen : endsAt;
}

/** A condition on facts `f` joined with their links `l`: of links that the rules take. */
export function ofTakenLinks(contest: LoadedContest): SQL {
	return contest.rules.posts === 'any'
		? sql`true`
		: sql`l.shared_at >= ${instantOf(contest.rules.startsAt)}`;
}

/** A condition on clicks `f`: no active void takes them out, nor the undoing of their import. */
export const CLICK_NOT_VOIDED = sql`${notUndone('f')} and not exists (
	select from voids v where v.person_id = f.person_id and v.lifted_at is null and (
		v.click_id = f.id or (v.click_id is null and v.conversion_id is null
			and (v.link_id is null or v.link_id = f.link_id)
			and (v.from_at is null or f.at >= v.from_at) and (v.to_at is null or f.at < v.to_at))))`;

/** The same for conversions `f`. */
export const CONVERSION_NOT_VOIDED = sql`${notUndone('f')} and not exists (
	select from voids v where v.conversion_id = f.id and v.person_id = f.person_id and v.lifted_at is null)`;

/** Which of the metrics the rules name; the others count nowhere and are no news. */
export const named = (contest: LoadedContest, metrics: readonly Metric[]): Metric[] =>
	metrics.filter((metric) => contest.rules.metrics[metric] !== undefined);

/**
 * A query for the increments of readings as domain/scoring/readings.ts defines them, in SQL because only sums are
 * shown: person_id, link_id, metric, at, units. `people` is a condition on readings `f`.
 */
export function readingIncrements(contest: LoadedContest, people: SQL, until: Date): SQL {
	const startsAt = instantOf(contest.rules.startsAt);
	const metrics = texts(named(contest, ['like', 'comment', 'reshare']));
	return sql`
		select person_id, link_id, metric, at, greatest(0, total - coalesce(before, base)) as units from (
			select f.person_id, f.link_id, f.metric, f.at, f.total,
				case when l.shared_at >= ${startsAt} then 0 else f.total end as base,
				max(f.total) over (partition by f.link_id, f.metric
					order by f.at, coalesce(f.external_id, f.id::text) collate "C"
					rows between unbounded preceding and 1 preceding) as before
			from readings f join links l on l.id = f.link_id
			where ${people} and ${notUndone('f')} and f.metric = any(${metrics}) and f.at < ${instantOf(until)}
				and (f.at >= ${startsAt} or l.shared_at < ${startsAt}) and ${ofTakenLinks(contest)}
		) totals
		where at >= ${startsAt}`;
}
