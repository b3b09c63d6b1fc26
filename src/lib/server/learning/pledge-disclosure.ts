import { z } from 'zod';
import { guarded, withTransaction } from '../context.ts';
import { disclosurePledges } from '../db/schema/learning.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import { learner } from './person.ts';

/** A person promises to say "I work here" in every post of theirs; again changes nothing. Contests hear of it by a mark. */
export const pledgeDisclosure = guarded(
	'pledgeDisclosure',
	'learning.progress.own',
	z.strictObject({}),
	(ctx) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const { id: personId } = learner(tx);
			const added = await tx.db
				.insert(disclosurePledges)
				.values({ personId, at: tx.now })
				.onConflictDoNothing()
				.returning({ at: disclosurePledges.at });
			if (added.length > 0)
				await leaveMarksIn(tx.db, [{ personId, metric: 'requirement', at: tx.now }]);
		}),
);
