import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction } from '../context.ts';
import { lockAward, takeStep } from './award-row.ts';

/** What is needed to deliver it: an address, a size, an e-mail. */
export const deliverySchema = textSchema(1000);

/**
 * Takes a prize of one's own, saying how it is to be delivered (again, to change that, until it is approved), or declines
 * it. Throws Failure `not_found` for anybody else's and before the reveal, `invalid` (`delivery`), `conflict` (`stale`, `step`).
 */
export const answerPrize = guarded(
	'answerPrize',
	'prizes.answer.own',
	z.discriminatedUnion('answer', [
		z.strictObject({
			answer: z.literal('accept'),
			award: z.uuid(),
			revision: z.int().min(1),
			delivery: deliverySchema,
		}),
		z.strictObject({
			answer: z.literal('decline'),
			award: z.uuid(),
			revision: z.int().min(1),
		}),
	]),
	(ctx, input): Promise<{ state: AwardState; revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const award = await lockAward(tx, input.award);
			const own = tx.actor.kind === 'person' && tx.actor.id === award.personId;
			if (!own || award.held) throw new Failure('not_found', 'There is no such prize.');
			const changes = input.answer === 'accept' ? { delivery: input.delivery } : {};
			const { state, revision } = await takeStep(tx, award, input.answer, input.revision, changes);
			return { state, revision };
		}),
);
