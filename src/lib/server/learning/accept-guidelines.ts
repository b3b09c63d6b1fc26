import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { LANGUAGES } from '#lib/domain/learn/languages.ts';
import { guarded, withTransaction } from '../context.ts';
import { guidelineAcceptances } from '../db/schema/learning.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import { giveCertificate } from './give-certificate.ts';
import { guidelinesInForce } from './in-force.ts';
import { learner } from './person.ts';

/**
 * A person accepts the guidelines in force, as they were read; again changes nothing. Contests that ask for it are told
 * by a mark. Throws Failure `conflict` (changed) when another version is in force by now.
 */
export const acceptGuidelines = guarded(
	'acceptGuidelines',
	'learning.progress.own',
	z.strictObject({ version: z.int32().min(1), language: z.enum(LANGUAGES) }),
	(ctx, { version, language }) =>
		withTransaction(ctx, async (tx): Promise<{ certified: boolean }> => {
			const { id: personId } = learner(tx);
			const inForce = await guidelinesInForce(tx);
			if (inForce?.version !== version)
				throw new Failure('conflict', 'Other guidelines are in force.', { reason: 'changed' });
			const added = await tx.db
				.insert(guidelineAcceptances)
				.values({ personId, version, language, at: tx.now })
				.onConflictDoNothing()
				.returning({ version: guidelineAcceptances.version });
			if (added.length > 0)
				await leaveMarksIn(tx.db, [{ personId, metric: 'requirement', at: tx.now }]);
			return { certified: await giveCertificate(tx, personId) };
		}),
);
