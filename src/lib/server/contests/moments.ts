import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { momentsDue, type Moment } from '#lib/domain/contest/life.ts';
import { settledAt } from '#lib/domain/contest/phase.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';
import { competitors } from './competitors.ts';
import { lockContest, type LockedContest } from './lock.ts';

/** What the clock has brought to a contest and was noted, oldest first. */
export async function notedMoments(
	ctx: Ctx,
	contestId: string,
): Promise<{ moment: Moment; at: Date }[]> {
	const rows = (await ctx.db.execute(sql`
		select moment, ${ms(sql`at`)} as at from contest_moments
		where contest_id = ${contestId} order by moment <> 'started', at, created_at`)) as unknown as {
		moment: Moment;
		at: number;
	}[];
	return rows.map(({ moment, at }) => ({ moment, at: new Date(at) }));
}

/** Published contests to which the clock may still bring something; those that froze by hand among them. */
const OPEN = sql`
	select c.slug from contests c
	where c.published_at is not null and c.cancelled_at is null and c.starts_at <= clock_timestamp()
		and (not exists (select from contest_moments m where m.contest_id = c.id and m.moment = 'settled')
			or c.final_at is null
				and not exists (select from contest_moments m where m.contest_id = c.id and m.moment = 'frozen'))
	order by c.starts_at, c.id`;

/**
 * Notes what the clock has brought to the contests, and tells those who compete that one has begun or is over. Each
 * once: the row's key decides, and the notices go with it in one transaction, whatever restarts, however many servers
 * do this at once, and also when the clock jumps, back too. The database's clock, not the caller's. Gives what is new.
 */
export const noteMoments = guarded(
	'noteMoments',
	'system.run',
	z.strictObject({}),
	async (ctx): Promise<{ noted: { contest: string; moment: Moment }[] }> => {
		const open = (await ctx.db.execute(OPEN)) as unknown as { slug: string }[];
		const noted: { contest: string; moment: Moment }[] = [];
		for (const { slug } of open) {
			const moments = await withTransaction(ctx, async (tx) =>
				noteOf(tx, await lockContest(tx, { slug })),
			);
			noted.push(...moments.map((moment) => ({ contest: slug, moment })));
		}
		return { noted };
	},
);

async function noteOf(tx: Ctx, contest: LockedContest): Promise<Moment[]> {
	const before = new Set((await notedMoments(tx, contest.id)).map(({ moment }) => moment));
	const made: Moment[] = [];
	for (const { moment, at, news } of momentsDue(contest, contest.rules, contest.now, before)) {
		const [row] = await tx.db.execute(sql`
			insert into contest_moments (contest_id, moment, at)
			values (${contest.id}, ${moment}, ${at.toISOString()}::timestamptz)
			on conflict do nothing returning moment`);
		if (!row) continue;
		made.push(moment);
		await tellSystems(tx, contest, { moment, at });
		if (news) await tell(tx, contest, moment);
	}
	return made;
}

/** Other systems hear of every moment, old ones too: they keep lists, and a moment comes once. */
async function tellSystems(
	tx: Ctx,
	{ id, slug, name, rules }: LockedContest,
	{ moment, at }: { moment: Moment; at: Date },
) {
	const common = { key: `contest.${moment}:${id}`, at };
	const contest = { slug, name };
	const instant = at.toISOString();
	const endsAt = rules.endsAt.toISOString();
	if (moment === 'started') {
		const data = { contest, startedAt: instant, endsAt };
		await enqueueWebhook(tx, { type: 'contest.started', ...common, data });
	}
	if (moment === 'frozen') {
		const data = { contest, frozenAt: instant, endsAt };
		await enqueueWebhook(tx, { type: 'contest.frozen', ...common, data });
	}
	if (moment === 'ended') {
		const data = { contest, endedAt: instant, settledAt: settledAt(rules).toISOString() };
		await enqueueWebhook(tx, { type: 'contest.ended', ...common, data });
	}
}

/** News for everybody who competes: of the start, or of the end. */
async function tell(tx: Ctx, { slug, name, rules, id }: LockedContest, moment: Moment) {
	const people = await competitors(tx, rules.exclude);
	const { timeZone } = rules;
	const contest = { slug, name };
	const key = `${moment} ${id}`;
	if (moment === 'started') {
		const params = { contest, endsAt: rules.endsAt.toISOString(), timeZone };
		await notify(tx, { people, kind: 'contest_started', params, key });
	}
	if (moment === 'ended') {
		const params = { contest, settledAt: settledAt(rules).toISOString(), timeZone };
		await notify(tx, { people, kind: 'contest_ended', params, key });
	}
}
