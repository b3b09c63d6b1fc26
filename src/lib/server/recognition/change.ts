import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { mayWithdraw } from '#lib/domain/recognition/limits.ts';
import { withdrawGiven } from '../badges/give.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { recognitions } from '../db/schema/recognition.ts';
import { takeBackNotice } from '../notices/take-back.ts';

const id = z.strictObject({ id: z.uuid() });

/** One recognition of the person who asks, locked; `as` says which of the two they are. Throws Failure `not_found`. */
async function ownThanks(ctx: Ctx, thanks: string, as: 'from_person' | 'to_person') {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	const [row] = await ctx.db
		.select()
		.from(recognitions)
		.where(sql`id = ${thanks} and ${sql.identifier(as)} = ${ctx.actor.id} and withdrawn_at is null`)
		.for('update');
	if (!row) throw new Failure('not_found', 'There are no such thanks.');
	return row;
}

/** Takes one's own thanks back within the hour, with the badge that went with them: nobody reads them any more. Throws Failure `not_found`, `conflict` (reason `too_late`). */
export const withdrawThanks = guarded(
	'withdrawThanks',
	'thanks.give.own',
	id,
	async (ctx, input): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const { createdAt, toPerson, badge } = await ownThanks(tx, input.id, 'from_person');
			if (!mayWithdraw(createdAt, tx.now))
				throw new Failure('conflict', 'Thanks can be taken back within an hour.', {
					reason: 'too_late',
				});
			await tx.db
				.update(recognitions)
				.set({ withdrawnAt: tx.now, message: '' })
				.where(sql`id = ${input.id}`);
			if (badge !== null) await withdrawGiven(tx, { to: toPerson, badge, since: createdAt });
			await takeBackNotice(tx, { person: toPerson, key: `thanks:${input.id}` });
		}),
);

/**
 * The thanked decides over thanks that they got: `keep` keeps them from everybody else, `show` lets colleagues read public
 * ones, also where the thanked appears under a pseudonym. Throws Failure `not_found`.
 */
export const decideThanks = guarded(
	'decideThanks',
	'thanks.give.own',
	z.strictObject({ id: z.uuid(), decision: z.enum(['keep', 'show']) }),
	async (ctx, input): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			await ownThanks(tx, input.id, 'to_person');
			const shown = input.decision === 'show';
			await tx.db
				.update(recognitions)
				.set({ keptAt: shown ? null : tx.now, agreedAt: shown ? tx.now : null })
				.where(sql`id = ${input.id}`);
		}),
);
