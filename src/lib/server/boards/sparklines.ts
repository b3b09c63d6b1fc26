import { sql } from 'drizzle-orm';
import { addDays, dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import type { Metric } from '#lib/domain/contest/rules.ts';
import type { Audience } from '#lib/domain/live/events.ts';
import type { Db } from '../db/client.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { instantOf, texts } from './audience-facts.ts';
import { ms } from './standing-rows.ts';

export const SPARKLINE_DAYS = 14;

/**
 * Points per day of the last 14 days of the contest's zone up to `now`, oldest first, adjustments on the day they are
 * dated. `own` (an external id) is shown with the owner's figures in any case.
 */
export async function sparklines(
	db: Db,
	contest: LoadedContest,
	options: { people: readonly string[]; audience: Audience; own: string | null; now: Date },
): Promise<Record<string, number[]>> {
	const { timeZone, metrics } = contest.rules;
	const today = dayOf(options.now, timeZone);
	const first = addDays(today, 1 - SPARKLINE_DAYS);
	const position = new Map(
		Array.from({ length: SPARKLINE_DAYS }, (_, i) => [addDays(first, i), i]),
	);
	const lines = new Map(
		options.people.map((id) => [id, new Array<number>(SPARKLINE_DAYS).fill(0)]),
	);
	const frozen = isFrozen(contest, contest.rules, options.now);
	const whole = (id: string) => !frozen || options.audience === 'owner' || id === options.own;
	const add = (id: string, day: string, points: number) => {
		const line = lines.get(id);
		const i = position.get(day);
		if (line && i !== undefined) line[i] = line[i]! + points;
	};
	const people = sql`p.external_id = any(${texts(options.people)})`;
	const days = (await db.execute(sql`
		select p.external_id as id, d.day::text as day, d.metric, d.units, d.public_units as "publicUnits"
		from people p join day_scores d on d.person_id = p.id
		where d.contest_id = ${contest.id} and ${people} and d.day >= ${first}::date`)) as unknown as {
		id: string;
		day: string;
		metric: Metric;
		units: number;
		publicUnits: number;
	}[];
	for (const { id, day, metric, units, publicUnits } of days) {
		add(id, day, (whole(id) ? units : publicUnits) * (metrics[metric]?.points ?? 0));
	}
	const [from] = dayBounds(first, timeZone);
	const adjustments = (await db.execute(sql`
		select p.external_id as id, ${ms(sql`a.at`)} as at, a.points
		from people p join adjustments a on a.person_id = p.id
		where a.contest_id = ${contest.id} and ${people} and a.at >= ${instantOf(from)}`)) as unknown as {
		id: string;
		at: number;
		points: number;
	}[];
	for (const { id, at, points } of adjustments) {
		const instant = new Date(Math.round(at));
		if (whole(id) || !contest.freezeAt || instant < contest.freezeAt) {
			add(id, dayOf(instant, timeZone), points);
		}
	}
	return Object.fromEntries(lines);
}
