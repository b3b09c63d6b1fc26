import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { plainTextSchema } from '#lib/domain/learn/plain.ts';
import { webAddressSchema } from '#lib/domain/posts/address.ts';
import { MOST } from '#lib/domain/proposals/proposal.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { touchBadges } from '../badges/touch.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { people } from '../db/schema/people.ts';
import { proposals } from '../db/schema/proposals.ts';
import { notify } from '../notices/notify.ts';
import { createPost } from '../posts/create.ts';

const id = z.uuid();
/** What the proposer reads. */
const note = plainTextSchema(MOST.note);

async function holdOpen(tx: Ctx, proposalId: string) {
	const [row] = await tx.db
		.select()
		.from(proposals)
		.where(eq(proposals.id, proposalId))
		.for('update');
	if (!row) throw new Failure('not_found', 'There is no such suggestion.');
	if (row.state !== 'open')
		throw new Failure('conflict', 'Somebody has decided already.', { reason: 'decided' });
	const [by] = await tx.db
		.select({ externalId: people.externalId })
		.from(people)
		.where(eq(people.id, row.personId));
	return { ...row, by: by!.externalId };
}

async function close(
	tx: Ctx,
	proposal: { id: string; personId: string; title: string },
	outcome: 'accepted' | 'declined',
	more: { note: string; postId?: string },
): Promise<void> {
	const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
	await tx.db
		.update(proposals)
		.set({ ...more, state: outcome, decidedBy, decidedAt: tx.now })
		.where(eq(proposals.id, proposal.id));
	await appendAudit(tx, {
		action: outcome === 'accepted' ? 'proposal.accept' : 'proposal.decline',
		target: `proposal:${proposal.id}`,
		details: { title: proposal.title, note: more.note, post: more.postId },
	});
	await touchBadges(tx, [proposal.personId]);
	await notify(tx, {
		...{ people: [proposal.personId], kind: 'proposal_decided', key: `proposal:${proposal.id}` },
		params: { title: proposal.title, outcome, note: more.note },
	});
}

/**
 * Makes a suggestion a draft story that names its proposer, who is told with the note. The owner's title, category and
 * address are used. Throws Failure `not_found`, `conflict` (decided) and `invalid` with paths.
 */
export const acceptProposal = guarded(
	'acceptProposal',
	'proposals.decide',
	z.strictObject({
		id,
		note,
		title: plainTextSchema(MOST.title),
		category: textSchema(100),
		url: webAddressSchema,
	}),
	(ctx, input) =>
		withTransaction(ctx, async (tx): Promise<{ postId: string }> => {
			const proposal = await holdOpen(tx, input.id);
			const { title, category, url } = input;
			const { id: postId } = await createPost({
				ctx: tx,
				input: {
					...{ title, category, url, state: 'draft', proposedBy: proposal.by },
					summary: proposal.text?.slice(0, 2000) ?? null,
				},
			});
			await close(tx, proposal, 'accepted', { note: input.note, postId });
			return { postId };
		}),
);

/** Declines a suggestion; the proposer is told why. Throws Failure `not_found`, `conflict` (decided) and `invalid`. */
export const declineProposal = guarded(
	'declineProposal',
	'proposals.decide',
	z.strictObject({ id, note }),
	(ctx, input) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const proposal = await holdOpen(tx, input.id);
			await close(tx, proposal, 'declined', { note: input.note });
		}),
);
