import { sql, type SQL } from 'drizzle-orm';
import type { Standing } from '#lib/domain/scoring/standing.ts';
import type { Ctx } from '../context.ts';
import { BOARD_CHANNEL } from './apply.ts';

/**
 * Overwrites the standings of a contest (own id) that is final with those of its corrected result, in the transaction that
 * stores it and holds the contest's lock, and rings. Who is not among `rows` leaves the table. The scorer lets final
 * contests be, so that boards show what the newest result says; while it is held for its reveal owners' boards only.
 */
export async function correctStandings(
	tx: Ctx,
	contestId: string,
	rows: readonly (Omit<Standing, 'listed'> & { personId: string })[],
): Promise<void> {
	const figures = JSON.stringify(
		rows.map(({ personId, points, clicks, engagement, conversions, reachedAt, qualified }) => ({
			...{ person: personId, points, clicks, engagement, conversions, qualified },
			reached: reachedAt?.toISOString() ?? null,
		})),
	);
	const [next] = (await tx.db.execute(sql`
		update contests set board_version = board_version + 1, rebuilt_version = board_version + 1
		where id = ${contestId} returning board_version::float8 as version, held_for_reveal as held
	`)) as unknown as { version: number; held: boolean }[];
	const version = sql`${next!.version}::bigint`;
	// Held for its reveal: the public's side stays as it was frozen.
	const whenShown = (part: SQL) => (next!.held ? sql`` : part);
	await tx.db.execute(sql`
		update standings set listed = false, points = 0, clicks = 0, engagement = 0, conversions = 0, reached_at = null,
			${whenShown(sql`public_listed = false, public_points = 0, public_clicks = 0, public_engagement = 0,
				public_conversions = 0, public_reached_at = null,`)} version = ${version}
		where contest_id = ${contestId} and listed and person_id not in (
			select (r ->> 'person')::uuid from jsonb_array_elements(${figures}::text::jsonb) r)`);
	await tx.db.execute(sql`
		insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions, reached_at,
			qualified, public_listed, public_points, public_clicks, public_engagement, public_conversions, public_reached_at,
			public_qualified, version)
		select ${contestId}::uuid, r.person, true, r.points, r.clicks, r.engagement, r.conversions, r.reached, r.qualified,
			${next!.held ? sql`false, 0, 0, 0, 0, null, true` : sql`true, r.points, r.clicks, r.engagement, r.conversions, r.reached, r.qualified`},
			${version}
		from jsonb_to_recordset(${figures}::text::jsonb) as r(person uuid, points int, clicks int, engagement int,
			conversions int, reached timestamptz, qualified boolean)
		on conflict (contest_id, person_id) do update set listed = true, points = excluded.points,
			clicks = excluded.clicks, engagement = excluded.engagement, conversions = excluded.conversions,
			reached_at = excluded.reached_at, qualified = excluded.qualified, ${whenShown(sql`public_listed = true,
				public_points = excluded.public_points, public_clicks = excluded.public_clicks,
				public_engagement = excluded.public_engagement, public_conversions = excluded.public_conversions,
				public_reached_at = excluded.public_reached_at, public_qualified = excluded.public_qualified,`)}
			version = excluded.version`);
	await tx.db.execute(sql`select pg_notify(${BOARD_CHANNEL}, ${contestId})`);
}
