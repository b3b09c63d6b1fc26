import { sql, type SQL } from 'drizzle-orm';
import { refusalOf, type Deed, type Refusal } from '#lib/domain/contest/life.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { withTransaction, type Ctx } from '../context.ts';
import { assertRevision, lockContest, type LockedContest } from './lock.ts';

const SENTENCE: Record<Refusal, string> = {
	draft: 'The contest is a draft: publish it first.',
	not_started: 'The contest has not started yet.',
	not_frozen: 'The table is not frozen.',
	frozen: 'The table is frozen already.',
	ended: 'The contest has ended.',
	not_ended: 'The contest has not ended yet.',
	settling: 'The contest still takes late facts.',
	final: 'The contest is final: nothing changes it any more.',
	cancelled: 'The contest was cancelled.',
	published: 'The contest is published already.',
};

/** Throws Failure `conflict` with the reason when the deed is not possible now. */
export function assertPossible(contest: LockedContest, deed: Deed): void {
	const can = refusalOf(deed, contest, contest.rules, contest.now);
	if (can !== true) throw new Failure('conflict', SENTENCE[can], { reason: can });
}

/** Has standings counted anew and screens look again: the scorer hears of it when the transaction commits. */
export const RING_MARKS = sql`select pg_notify('marks', '')`;

/**
 * An owner's deed in a contest's life: in one transaction it locks the contest, refuses a stale revision or a wrong
 * phase, writes what `change` gives, lets `tell` leave notices, and has the whole contest scored anew, because what is
 * public hangs on it (not of a cancelled one: its table stays as it was).
 */
export async function doDeed(
	ctx: Ctx,
	deed: Deed,
	input: { contest: string; revision: number },
	change: (contest: LockedContest) => { set: SQL; details?: Record<string, unknown> },
	tell: (tx: Ctx, contest: LockedContest) => Promise<unknown> = async () => undefined,
): Promise<{ revision: number }> {
	return withTransaction(ctx, async (tx) => {
		const contest = await lockContest(tx, { slug: input.contest });
		assertRevision(contest, input.revision);
		assertPossible(contest, deed);
		const { set, details } = change(contest);
		await tx.db.execute(sql`
			update contests set ${set}, revision = revision + 1, rescore_needed = rescore_needed or ${deed !== 'cancel'}
			where id = ${contest.id}`);
		const { publishedAt, frozenAt, unfrozenAt, cancelledAt } = contest;
		await appendAudit(tx, {
			action: `contest.${deed}`,
			target: `contest:${contest.id}`,
			details: {
				slug: contest.slug,
				before: { publishedAt, frozenAt, unfrozenAt, cancelledAt },
				after: details ?? {},
			},
		});
		await tell(tx, contest);
		await tx.db.execute(RING_MARKS);
		return { revision: contest.revision + 1 };
	});
}
