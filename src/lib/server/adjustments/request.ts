import { eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { needsSecond } from '#lib/domain/integrity/limit.ts';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { adjustmentRequests } from '../db/schema/integrity.ts';
import type { OpenContest } from './open-contest.ts';

/** One owner's adjustments of one person's points take turns on this lock, so that two at once are added up. */
const ASKER_LOCK = 7132;

/** The program's limit and what this owner gave or took here before without another's approval, lifted ones left out. */
async function earlierOf(tx: Ctx, contestId: string, personId: string, owner: string | null) {
	const [row] = (await tx.db.execute(sql`
		select (select adjustment_limit from program where id = 1) as limit, coalesce((
			select sum(a.points) from adjustments a
			where a.contest_id = ${contestId}::uuid and a.person_id = ${personId}::uuid
				and a.created_by = ${owner}::uuid and a.lifts is null
				and not exists (select from adjustments l where l.lifts = a.id)
				and not exists (select from adjustment_requests r where r.adjustment_id = a.id)
		), 0)::int as earlier
	`)) as unknown as { limit: number | null; earlier: number }[];
	return row ?? { limit: null, earlier: 0 };
}

/** Whether this adjustment waits for a second owner, by domain/integrity/limit.ts; the system's own never does. */
export async function isToWait(
	tx: Ctx,
	contestId: string,
	personId: string,
	points: number,
): Promise<boolean> {
	if (tx.actor.kind === 'system') return false;
	const owner = tx.actor.kind === 'person' ? tx.actor.id : null;
	if (owner)
		await tx.db.execute(sql`select pg_advisory_xact_lock(
			hashtextextended(${`${contestId} ${personId} ${owner}`}, ${ASKER_LOCK}::bigint))`);
	const { limit, earlier } = await earlierOf(tx, contestId, personId, owner);
	return needsSecond({ points, earlier, limit, isOwn: owner === personId });
}

/**
 * Leaves an adjustment to a second owner, in the caller's transaction. The same external id again is the same request,
 * `created: false`. Throws Failure `conflict` when that id is another person's, contest's or a refused one.
 */
export async function requestAdjustment(
	tx: Ctx,
	contest: OpenContest,
	asked: {
		personId: string;
		points: number;
		reason: string;
		externalId?: string | undefined;
		at?: Date | undefined;
	},
): Promise<{ id: string; created: boolean; waiting: true }> {
	const { externalId } = asked;
	const [made] = await tx.db
		.insert(adjustmentRequests)
		.values({
			...asked,
			contestId: contest.id,
			createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
		})
		.onConflictDoNothing()
		.returning({ id: adjustmentRequests.id });
	if (made) {
		await appendAudit(tx, {
			action: 'adjustment.request',
			target: `adjustment_request:${made.id}`,
			details: { contest: contest.slug, before: null, after: { ...asked } },
		});
		return { id: made.id, created: true, waiting: true };
	}
	const [known] = await tx.db
		.select()
		.from(adjustmentRequests)
		.where(eq(adjustmentRequests.externalId, externalId ?? ''));
	if (
		known?.personId === asked.personId &&
		known.contestId === contest.id &&
		known.state === 'open'
	)
		return { id: known.id, created: false, waiting: true };
	throw new Failure('conflict', 'This external id is another adjustment’s.', {
		errors: [{ path: 'externalId', message: 'is taken' }],
	});
}
