import { sql } from 'drizzle-orm';
import { phaseOf, settledAt } from '#lib/domain/contest/phase.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Blocker } from '#lib/domain/results/view.ts';
import { instantOf } from '../boards/audience-facts.ts';
import type { Ctx } from '../context.ts';
import { openCount } from '../integrity/open-count.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/**
 * How many changes of the contest's facts the standings have not taken yet. Facts from its end on are of later contests;
 * an adjustment or a person's change counts whatever its date.
 */
export async function waitingMarks(ctx: Pick<Ctx, 'db'>, contest: LoadedContest): Promise<number> {
	const [row] = (await ctx.db.execute(sql`
		select count(*)::int as n from marks
		where (contest_id is null or contest_id = ${contest.id})
			and (metric in ('adjustment', 'person') or at < ${instantOf(contest.rules.endsAt)})
	`)) as unknown as { n: number }[];
	return row?.n ?? 0;
}

/** What keeps the contest from being made final, by the database's clock of the look at it; empty when nothing does. */
export async function blockersOf(ctx: Pick<Ctx, 'db'>, contest: LoadedContest): Promise<Blocker[]> {
	const blockers: Blocker[] = [];
	const phase = phaseOf(contest, contest.rules, contest.now);
	if (phase !== 'settling') blockers.push({ key: 'phase' });
	if (phase === 'final' || phase === 'cancelled' || phase === 'draft') return blockers;
	const until = settledAt(contest.rules);
	if (contest.now < until) blockers.push({ key: 'settling', until: until.toISOString() });
	const open = await openCount(ctx, contest.id);
	if (open.flags > 0) blockers.push({ key: 'flags', count: open.flags });
	if (open.disputes > 0) blockers.push({ key: 'disputes', count: open.disputes });
	if (open.requests > 0) blockers.push({ key: 'adjustments', count: open.requests });
	const waiting = await waitingMarks(ctx, contest);
	if (contest.unscored || waiting > 0) {
		blockers.push({ key: 'rescoring', ...(waiting > 0 ? { count: waiting } : {}) });
	}
	return blockers;
}

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const SENTENCES = {
	phase: () => 'The contest has not ended, or it is final or cancelled already.',
	settling: ({ until }) => `Facts from inside the time box are still taken until ${until}.`,
	flags: ({ count = 0 }) => `${counted(count, 'flag waits', 'flags wait')} for a decision.`,
	disputes: ({ count = 0 }) => `${counted(count, 'dispute waits', 'disputes wait')} for an answer.`,
	adjustments: ({ count = 0 }) =>
		`${counted(count, 'adjustment waits', 'adjustments wait')} for a second owner.`,
	rescoring: () => 'The table is still being brought up to date; try again in a moment.',
} as const satisfies Record<Blocker['key'], (blocker: Blocker) => string>;

/** The refusal that names every blocker: `errors` has one each, its path is the blocker's key. */
export function notReady(blockers: readonly Blocker[]): Failure {
	const errors = blockers.map((blocker) => ({
		path: blocker.key,
		message: SENTENCES[blocker.key](blocker),
	}));
	const detail = errors.map(({ message }) => message).join(' ');
	return new Failure('conflict', `The contest cannot be made final yet. ${detail}`, {
		reason: 'not_ready',
		errors,
	});
}
