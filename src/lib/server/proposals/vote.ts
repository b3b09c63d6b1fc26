import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, withTransaction } from '../context.ts';
import { proposals, proposalVotes } from '../db/schema/proposals.ts';

/**
 * Votes for a colleague's suggestion, or takes the vote back; again changes nothing. Votes order the list and give
 * nobody points. Throws Failure `not_found`, `not_allowed` (own) and `conflict` (decided).
 */
export const voteForProposal = guarded(
	'voteForProposal',
	'proposals.create.own',
	z.strictObject({ id: z.uuid(), vote: z.boolean() }),
	(ctx, { id, vote }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			if (tx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
			const personId = tx.actor.id;
			const [row] = await tx.db
				.select({ by: proposals.personId, state: proposals.state })
				.from(proposals)
				.where(eq(proposals.id, id))
				.for('share');
			if (!row) throw new Failure('not_found', 'There is no such suggestion.');
			if (row.by === personId)
				throw new Failure('not_allowed', 'It is your own.', { reason: 'own' });
			if (row.state !== 'open')
				throw new Failure('conflict', 'It was decided already.', { reason: 'decided' });
			if (vote) {
				await tx.db
					.insert(proposalVotes)
					.values({ proposalId: id, personId, createdAt: tx.now })
					.onConflictDoNothing();
			} else {
				await tx.db
					.delete(proposalVotes)
					.where(and(eq(proposalVotes.proposalId, id), eq(proposalVotes.personId, personId)));
			}
		}),
);
