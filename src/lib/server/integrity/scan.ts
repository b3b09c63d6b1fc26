import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { competes } from '#lib/domain/contest/competes.ts';
import { SIGNAL_KEYS } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import { loadContest } from '../boards/contest.ts';
import { notErasedBefore } from '../boards/standing-rows.ts';
import { contestIdOf } from '../contests/find.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { raiseFlags, type Finding } from './raise.ts';
import { LOOKS } from './seen/registry.ts';

/** A page that is opened again and again needs no look each time. */
const AGAIN_MS = 20_000;
/** When this process last looked at each contest. */
const looked = new Map<string, number>();

/** The own ids of those among `people` who compete. */
async function competing(ctx: Ctx, contest: LoadedContest, people: string[]): Promise<Set<string>> {
	const rows = (await ctx.db.execute(sql`
		select p.id, p.external_id, t.name as team,
			array(select g.name from person_groups pg join groups g on g.id = pg.group_id
				where pg.person_id = p.id) as groups
		from people p join teams t on t.id = p.team_id
		where p.id in (select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)
			and ${notErasedBefore(contest.rules.startsAt)}
	`)) as unknown as { id: string; external_id: string; team: string; groups: string[] }[];
	const test = competes(contest.rules.exclude);
	return new Set(
		rows
			.filter((row) => test({ id: row.external_id, team: row.team, groups: row.groups }))
			.map((row) => row.id),
	);
}

async function findings(ctx: Ctx, contest: LoadedContest): Promise<Finding[]> {
	const found: Finding[] = [];
	for (const signal of SIGNAL_KEYS) {
		for (const { key, personId, linkId, seen } of await LOOKS[signal](ctx, contest)) {
			const finding = signalOf(signal).judge(seen);
			if (finding) found.push({ signal, key, personId, linkId, ...finding });
		}
	}
	if (found.length === 0) return found;
	const people = await competing(ctx, contest, [...new Set(found.map((one) => one.personId))]);
	return found.filter((one) => people.has(one.personId));
}

/**
 * Looks through the facts of a contest (its own id) that runs or settles, and raises flags, refreshes open ones and
 * follows decided ones up, as domain/integrity says. It decides nothing. Twice changes nothing, and two at once raise each
 * flag once. For verbs and jobs that have authorised already. `raised` is how many flags are new.
 */
export async function scanContest(ctx: Ctx, contestId: string): Promise<{ raised: number }> {
	const contest = await loadContest(ctx.db, { id: contestId });
	if (!contest || !isOpen(contest) || contest.now < contest.rules.startsAt) return { raised: 0 };
	const found = await findings(ctx, contest);
	return { raised: await withTransaction(ctx, (tx) => raiseFlags(tx, contestId, found)) };
}

const isOpen = (contest: LoadedContest) =>
	contest.publishedAt !== null && contest.finalAt === null && contest.cancelledAt === null;

/** The same for the queue's page: looks at the contest unless this process has done so within 20 s. Throws Failure `not_found`. */
export const scanForQueue = guarded(
	'scanForQueue',
	'integrity.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, input) => {
		const contestId = await contestIdOf(ctx, input.contest);
		const now = Date.now();
		if (now - (looked.get(contestId) ?? 0) < AGAIN_MS) return { raised: 0 };
		looked.set(contestId, now);
		return scanContest(ctx, contestId);
	},
);

/** The same for every contest that runs or settles; one that fails does not keep the others from being looked at. */
export const scanOpenContests = guarded(
	'scanOpenContests',
	'system.run',
	z.strictObject({}),
	async (ctx) => {
		const contests = (await ctx.db.execute(sql`
			select id from contests where published_at is not null and final_at is null and cancelled_at is null
				and starts_at <= clock_timestamp()
		`)) as unknown as { id: string }[];
		let raised = 0;
		for (const { id } of contests) {
			try {
				raised += (await scanContest(ctx, id)).raised;
			} catch (error) {
				ctx.log.error({ err: error, contest: id }, 'a contest could not be looked through');
			}
		}
		return { contests: contests.length, raised };
	},
);
