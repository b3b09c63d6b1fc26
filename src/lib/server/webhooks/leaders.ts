import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { phaseOf } from '#lib/domain/contest/phase.ts';
import { rankTable, type Entry } from '#lib/domain/leaderboard/rank.ts';
import { lookAtLead } from '#lib/domain/webhooks/leader.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { lockContest, type LockedContest } from '../contests/lock.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import { masksOf } from '../people/shown.ts';
import { enqueueWebhook } from './enqueue.ts';

type Person = { externalId: string; name: string; team: string };
type First = Entry & { personId: string; team: string };
type Stored = {
	leader: string | null;
	candidate: string | null;
	since: number | null;
	told: number;
};

/** Contests that run, if any webhook wants to know who leads. */
const RUNNING = sql`
	select id from contests
	where published_at is not null and cancelled_at is null and final_at is null
		and starts_at <= clock_timestamp() and ends_at > clock_timestamp()
		and exists (select from webhooks where 'leader.changed' = any(events))
	order by id`;

/**
 * Looks at who leads each running contest and tells webhooks of a new leader (domain/webhooks/leader.ts), in one transaction
 * with the note that they were told. The contest is locked, so that none is told while a freeze begins. Frozen contests
 * are not looked at: what moves there is nobody's to know. Gives how many were told.
 */
export const noteLeaders = guarded('noteLeaders', 'system.run', z.object({}), async (ctx) => {
	const running = (await ctx.db.execute(RUNNING)) as unknown as { id: string }[];
	let told = 0;
	for (const { id } of running) {
		const isTold = await withTransaction(ctx, async (tx) =>
			noteLeader(tx, await lockContest(tx, { id })),
		);
		if (isTold) told++;
	}
	return { contests: running.length, told };
});

async function noteLeader(tx: Ctx, contest: LockedContest): Promise<boolean> {
	const { id, rules, now, slug, name } = contest;
	if (phaseOf(contest, rules, now) !== 'running' || contest.unscored) return false;
	const first = await leaderOf(tx, contest);
	await tx.db.execute(
		sql`insert into webhook_leaders (contest_id) values (${id}) on conflict do nothing`,
	);
	const [stored] = (await tx.db.execute(sql`
		select leader_id as leader, candidate_id as candidate, ${ms(sql`candidate_since`)} as since, told
		from webhook_leaders where contest_id = ${id} for update`)) as unknown as [Stored];
	const { leader, candidate, since } = stored;
	const candidateSince = since === null ? null : new Date(since);
	const next = lookAtLead({ leader, candidate, candidateSince }, first?.personId ?? null, now);
	const told = stored.told + (next.tell ? 1 : 0);
	await tx.db.execute(sql`
		update webhook_leaders set leader_id = ${next.leader}, candidate_id = ${next.candidate},
			candidate_since = ${next.candidateSince?.toISOString() ?? null}::timestamptz, told = ${told}
		where contest_id = ${id}`);
	if (!next.tell || !first) return false;
	// A webhook leaves the portal.
	const masks = await masksOf(tx.db, ['boards', 'outside']);
	const outside = <P extends Person>(person: P): P => masked(person, masks.get(person.externalId));
	const previous = leader === null ? null : await personOf(tx, leader);
	await enqueueWebhook(tx, {
		type: 'leader.changed',
		key: `leader.changed:${id}:${told}`,
		at: now,
		data: {
			contest: { slug, name },
			leader: outside({ externalId: first.id, name: first.name, team: first.team }),
			points: first.points,
			before: previous && outside(previous),
		},
	});
	return true;
}

/** Who stands first alone; null where nobody does, or several share the place. Without a freeze everybody sees the owner's figures. */
async function leaderOf(tx: Ctx, { id, rules }: LockedContest): Promise<First | null> {
	const rows = (await tx.db.execute(sql`
		select p.id as "personId", p.external_id as id, p.name, t.name as team, s.points, s.clicks, s.engagement,
			s.conversions, s.qualified, ${ms(sql`s.reached_at`)} as "reachedAt"
		from standings s join people p on p.id = s.person_id join teams t on t.id = p.team_id
		where s.contest_id = ${id} and s.listed and s.qualified and s.clicks >= ${rules.minClicks} and s.points > 0
			and s.points = (select max(points) from standings
				where contest_id = ${id} and listed and qualified and clicks >= ${rules.minClicks})
	`)) as unknown as (Omit<First, 'reachedAt'> & { reachedAt: number | null })[];
	const entries = rows.map((row) => ({
		...row,
		reachedAt: row.reachedAt === null ? null : new Date(row.reachedAt),
	}));
	const [first, second] = rankTable(entries, rules);
	return first && second?.rank !== 1 ? first : null;
}

async function personOf(tx: Ctx, id: string): Promise<Person | null> {
	const [row] = (await tx.db.execute(sql`
		select p.external_id as "externalId", p.name, t.name as team
		from people p join teams t on t.id = p.team_id where p.id = ${id}`)) as unknown as Person[];
	return row ?? null;
}
