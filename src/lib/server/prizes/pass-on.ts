import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { v7 } from 'uuid';
import { guarded, withTransaction } from '../context.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { announcePrizes } from './announce.ts';
import { lockAward, takeStep } from './award-row.ts';
import { nextOf, peopleOf, readLine } from './line.ts';

/**
 * Offers a piece that was declined or withdrawn to the next in place or in the draw (domain/prizes/award.ts), and tells them.
 * Throws Failure `not_found`, `conflict` (`stale`, `step`, `held`, or `nobody_left`).
 */
export const passOnPrize = guarded(
	'passOnPrize',
	'prizes.write',
	z.strictObject({ award: z.uuid(), revision: z.int().min(1) }),
	(ctx, input): Promise<{ id: string; to: { externalId: string; name: string } }> =>
		withTransaction(ctx, async (tx) => {
			const award = await lockAward(tx, input.award, { whole: true });
			const id = v7();
			await takeStep(tx, award, 'pass_on', input.revision, { passedTo: id });
			const line = await readLine(tx, award.contestId);
			const next = line && nextOf(line, award.prizeId);
			const person = next && (await peopleOf(tx, [next.externalId])).get(next.externalId);
			if (!line || !next || !person)
				throw new Failure('conflict', 'Nobody is left to pass it on to.', {
					reason: 'nobody_left',
				});
			const drawn = line.rules[line.prizeIds.indexOf(award.prizeId)]?.kind === 'draw';
			await tx.db.insert(prizeAwards).values({
				id,
				contestId: award.contestId,
				prizeId: award.prizeId,
				resultId: line.resultId,
				personId: person.id,
				slot: award.slot,
				place: drawn
					? await tx.db
							.$count(prizeAwards, eq(prizeAwards.prizeId, award.prizeId))
							.then((n) => n + 1)
					: next.rank,
				changedBy: tx.actor.kind === 'person' ? tx.actor.id : null,
				updatedAt: sql`now()`,
			});
			await announcePrizes(tx, award.contestId);
			return { id, to: { externalId: next.externalId, name: person.name } };
		}),
);
