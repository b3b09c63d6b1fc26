import { sql } from 'drizzle-orm';
import type { Before } from '#lib/domain/brackets/improved.ts';
import { daysOf } from '#lib/domain/contest/days.ts';
import { storedRules } from '../contests/view.ts';
import type { Db } from '../db/client.ts';

/**
 * What everybody had in their own last contest, by external id: of the contests that ended before this one (an own
 * id) starts, are final and shown, the one that ended last and in whose table the person stood. Who stood in none is
 * left out. Throws Failure `unavailable` when stored rules no longer parse.
 */
export async function lastContests(
	db: Pick<Db, 'execute'>,
	contestId: string,
): Promise<Map<string, Before>> {
	const earlier = (await db.execute(sql`
		select c.id, c.slug, r.version, r.rules from contests c
			join contests now on now.id = ${contestId} and c.ends_at <= now.starts_at
			join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
		where c.final_at is not null and c.cancelled_at is null and not c.held_for_reveal
	`)) as unknown as { id: string; slug: string; version: number; rules: unknown }[];
	if (earlier.length === 0) return new Map();
	const days = new Map(
		earlier.map(({ id, slug, version, rules }) => [
			id,
			daysOf(storedRules(slug, version, rules)).length,
		]),
	);
	const ids = JSON.stringify([...days.keys()]);
	const rows = (await db.execute(sql`
		select distinct on (s.person_id) p.external_id as "externalId", s.contest_id as "contestId", s.points
		from standings s join contests c on c.id = s.contest_id join people p on p.id = s.person_id
		where s.listed and s.contest_id in (select jsonb_array_elements_text(${ids}::text::jsonb)::uuid)
		order by s.person_id, c.ends_at desc, c.id desc
	`)) as unknown as { externalId: string; contestId: string; points: number }[];
	return new Map(
		rows.map(({ externalId, contestId: of, points }) => [
			externalId,
			{ points, days: days.get(of)! },
		]),
	);
}
