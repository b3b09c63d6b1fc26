import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { adjustmentRequests } from '../db/schema/integrity.ts';
import { openContest } from './open-contest.ts';
import { storeAdjustment } from './store.ts';

export const decideRequestSchema = z.strictObject({
	id: z.uuid(),
	decision: z.enum(['approve', 'refuse']),
	reason: textSchema(1000).optional(),
});

async function requestOf(tx: Ctx, id: string) {
	const [known] = await tx.db
		.select({ contestId: adjustmentRequests.contestId })
		.from(adjustmentRequests)
		.where(eq(adjustmentRequests.id, id));
	if (!known) throw new Failure('not_found', 'There is no such request.');
	// The contest before the request, as whoever makes it final takes it.
	const contest = await openContest(tx, { id: known.contestId });
	const [request] = await tx.db
		.select()
		.from(adjustmentRequests)
		.where(eq(adjustmentRequests.id, id))
		.for('update');
	if (request?.state !== 'open')
		throw new Failure('conflict', 'Somebody has decided this already.', { reason: 'decided' });
	return { contest, request };
}

/**
 * A second owner approves or refuses an adjustment above the limit. Who asked cannot approve, and nobody approves points
 * of their own; who asked may withdraw it by refusing. Two at once make one adjustment. Throws Failure `not_found`,
 * `conflict` (decided, contest_final, contest_cancelled) and `not_allowed` (own_request, own_points).
 */
export const decideRequest = guarded(
	'decideRequest',
	'adjustments.approve',
	decideRequestSchema,
	(ctx, { id, decision, reason }) =>
		withTransaction(ctx, async (tx): Promise<{ adjustment: string | null }> => {
			const { contest, request } = await requestOf(tx, id);
			const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			let adjustment: string | null = null;
			if (decision === 'approve') {
				refuseOwn(request, decidedBy);
				adjustment = await storeAdjustment(tx, contest, {
					...{ personId: request.personId, points: request.points, reason: request.reason },
					at: request.at ?? tx.now,
					externalId: request.externalId ?? undefined,
					createdBy: request.createdBy,
					approvedBy: decidedBy,
				});
				if (!adjustment) throw new Failure('conflict', 'This external id is another adjustment’s.');
			}
			const state = decision === 'approve' ? 'approved' : 'refused';
			await tx.db
				.update(adjustmentRequests)
				.set({ state, adjustmentId: adjustment, decidedBy, decidedAt: sql`clock_timestamp()` })
				.where(eq(adjustmentRequests.id, id));
			await appendAudit(tx, {
				action: `adjustment.${decision}`,
				target: `adjustment_request:${id}`,
				details: {
					contest: contest.slug,
					before: { state: 'open' },
					after: { state, adjustment, ...(reason === undefined ? {} : { reason }) },
				},
			});
			return { adjustment };
		}),
);

function refuseOwn(
	request: { createdBy: string | null; personId: string },
	owner: string | null,
): void {
	if (owner === null) return;
	if (request.createdBy === owner)
		throw new Failure('not_allowed', 'Who asked for it cannot approve it.', {
			reason: 'own_request',
		});
	if (request.personId === owner)
		throw new Failure('not_allowed', 'Nobody approves points of their own.', {
			reason: 'own_points',
		});
}
