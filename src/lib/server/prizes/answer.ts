import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { AwardState } from '#lib/domain/prizes/state.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction } from '../context.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { lockAward, takeStep, type AwardRow } from './award-row.ts';

/** What is needed to deliver it: an address, a size, an e-mail. */
export const deliverySchema = textSchema(1000);

const LEADS_TO = { accept: 'accepted', decline: 'declined' } as const;

/** Whether the last step was this one, by the winner and from where they press it: only the word that it was taken got lost. */
function isRepeated(award: AwardRow, answer: keyof typeof LEADS_TO, revision: number): boolean {
	const own = award.changedBy === award.personId && award.revision === revision + 1;
	return own && award.state === LEADS_TO[answer];
}

/**
 * Takes a prize of one's own, saying how it is to be delivered (again, to change that, until it is approved), or declines
 * it. The same answer once more, as after a lost connection, is taken as given. Throws Failure `not_found` for anybody else's
 * and before the reveal, `invalid` (`delivery`), `conflict` (`stale`, `step`).
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
			const repeated = isRepeated(award, input.answer, input.revision);
			if (repeated) {
				const [told] = await tx.db
					.select({ delivery: prizeAwards.delivery })
					.from(prizeAwards)
					.where(eq(prizeAwards.id, award.id));
				const asked = changes.delivery ?? null;
				if (told?.delivery === asked) return { state: award.state, revision: award.revision };
			}
			// Who presses again with another address means that one.
			const seen = repeated ? award.revision : input.revision;
			const { state, revision } = await takeStep(tx, award, input.answer, seen, changes);
			return { state, revision };
		}),
);
