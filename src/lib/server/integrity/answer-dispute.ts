import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { liftAdjustmentIn } from '../adjustments/lift.ts';
import { openContest } from '../adjustments/open-contest.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { disputes } from '../db/schema/integrity.ts';
import { notify } from '../notices/notify.ts';
import { liftVoidIn } from '../voids/lift.ts';
import { refuseOwnCase } from './own-case.ts';

export const answerDisputeSchema = z.strictObject({
	id: z.uuid(),
	/** grant: it is lifted; uphold: it stays. */
	decision: z.enum(['grant', 'uphold']),
	/** What the person reads. */
	answer: textSchema(2000),
});

async function holdDispute(tx: Ctx, id: string) {
	const [known] = await tx.db.select().from(disputes).where(eq(disputes.id, id));
	if (!known) throw new Failure('not_found', 'There is no such objection.');
	const contest = await openContest(tx, { id: known.contestId });
	const [dispute] = await tx.db.select().from(disputes).where(eq(disputes.id, id)).for('update');
	if (dispute?.state !== 'open')
		throw new Failure('conflict', 'Somebody has answered this already.', { reason: 'decided' });
	return { dispute, contest };
}

/**
 * An owner answers an objection, and the person gets a notice of it; granting lifts the void or the adjustment in the same
 * transaction. Nobody answers their own while there is another owner. Throws Failure `not_found`, `conflict` (decided,
 * contest_final, contest_cancelled), `not_allowed` (own_case).
 */
export const answerDispute = guarded(
	'answerDispute',
	'integrity.decide',
	answerDisputeSchema,
	(ctx, { id, decision, answer }) =>
		withTransaction(ctx, async (tx): Promise<{ state: 'granted' | 'upheld' }> => {
			const { dispute, contest } = await holdDispute(tx, id);
			await refuseOwnCase(tx, dispute.personId);
			const state = decision === 'grant' ? 'granted' : 'upheld';
			if (decision === 'grant') {
				const lift = dispute.target === 'void' ? liftVoidIn : liftAdjustmentIn;
				// The answer tells about it: one notice for one act.
				await lift(tx, { id: dispute.targetId, reason: answer, tell: false });
			}
			const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			await tx.db
				.update(disputes)
				.set({ state, answer, decidedBy, decidedAt: tx.now })
				.where(eq(disputes.id, id));
			await appendAudit(tx, {
				action: `dispute.${decision}`,
				target: `dispute:${id}`,
				details: {
					contest: contest.slug,
					about: `${dispute.target}:${dispute.targetId}`,
					before: { state: 'open' },
					after: { state, answer },
				},
			});
			await notify(tx, {
				...{ people: [dispute.personId], kind: 'dispute_answered', key: `dispute:${id}` },
				params: {
					contest: { slug: contest.slug, name: contest.name },
					...{ outcome: state, answer },
				},
			});
			return { state };
		}),
);
