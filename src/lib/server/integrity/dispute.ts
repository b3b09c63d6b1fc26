import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { openContest, type OpenContest } from '../adjustments/open-contest.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { correctionsOf } from './corrections.ts';

export const disputeSchema = z.strictObject({
	contest: z.string().min(1).max(100),
	target: z.enum(['void', 'adjustment']),
	/** The void's or the adjustment's. */
	id: z.uuid(),
	text: textSchema(2000),
});

/** Makes sure that it is about the asker's own facts in this contest, and still in force. */
async function assertOwn(
	tx: Ctx,
	contest: OpenContest,
	personId: string,
	{ target, id }: { target: string; id: string },
): Promise<void> {
	const own = await correctionsOf(tx, contest.id, personId);
	const one = own.find((each) => each.target === target && each.id === id);
	if (!one) throw new Failure('not_found', 'There is no such decision about you here.');
	if (one.lifted) throw new Failure('conflict', 'It was taken back already.', { reason: 'lifted' });
}

/**
 * A person objects to a void or an adjustment of theirs, once for each: the contest is not made final before an owner has
 * answered. Throws Failure `not_found`, `conflict` (lifted, disputed, contest_final, contest_cancelled) and `invalid`.
 */
export const createDispute = guarded(
	'createDispute',
	'disputes.create.own',
	disputeSchema,
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			if (tx.actor.kind !== 'person')
				throw new Failure('not_allowed', 'Only the person concerned may object.');
			const { target, text } = input;
			const personId = tx.actor.id;
			const contest = await openContest(tx, { slug: input.contest });
			await assertOwn(tx, contest, personId, input);
			// Of two at once the index on open ones lets one in; an answered one is answered.
			const [made] = (await tx.db.execute(sql`
				insert into disputes (id, target, target_id, contest_id, person_id, text)
				select ${v7()}::uuid, ${target}, ${input.id}::uuid, ${contest.id}::uuid, ${personId}::uuid, ${text}
				where not exists (select from disputes where target = ${target} and target_id = ${input.id}::uuid)
				on conflict (target, target_id) where state = 'open' do nothing
				returning id
			`)) as unknown as { id: string }[];
			if (!made)
				throw new Failure('conflict', 'You have objected to this already.', { reason: 'disputed' });
			await appendAudit(tx, {
				action: 'dispute.create',
				target: `dispute:${made.id}`,
				details: { contest: contest.slug, about: `${target}:${input.id}`, text },
			});
			return { id: made.id };
		}),
);
