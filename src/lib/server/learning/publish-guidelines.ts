import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guidelineTextsSchema } from '#lib/domain/learn/guidelines.ts';
import { plainTextSchema } from '#lib/domain/learn/plain.ts';
import { appendAudit } from '../audit/append.ts';
import { rescoreAskingForGuidelines } from '../contests/rescore.ts';
import { guarded, withTransaction } from '../context.ts';
import { guidelineVersions } from '../db/schema/learning.ts';
import { guidelinesInForce } from './in-force.ts';

export const publishGuidelinesSchema = z.strictObject({
	/** The version that was edited; 0 for the first. */
	from: z.int32().min(0),
	texts: guidelineTextsSchema,
	/** What is new; everybody reads it who is asked again. */
	note: plainTextSchema(500),
});

/**
 * Publishes a new version of the guidelines: everybody is asked to accept it. Throws Failure `conflict`: stale when
 * somebody has published meanwhile, same when nothing is changed.
 */
export const publishGuidelines = guarded(
	'publishGuidelines',
	'learning.write',
	publishGuidelinesSchema,
	(ctx, { from, texts, note }) =>
		withTransaction(ctx, async (tx): Promise<{ version: number }> => {
			const inForce = await guidelinesInForce(tx);
			const stale = () =>
				new Failure('conflict', 'Somebody has published meanwhile.', { reason: 'stale' });
			if ((inForce?.version ?? 0) !== from) throw stale();
			if (inForce && isDeepStrictEqual(inForce.texts, texts))
				throw new Failure('conflict', 'Nothing is changed.', { reason: 'same' });
			const version = from + 1;
			const publishedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			// The number decides between two who publish at once.
			const added = await tx.db
				.insert(guidelineVersions)
				.values({ version, texts, note, publishedBy, publishedAt: tx.now })
				.onConflictDoNothing()
				.returning({ version: guidelineVersions.version });
			if (added.length === 0) throw stale();
			await rescoreAskingForGuidelines(tx);
			await appendAudit(tx, {
				action: 'guidelines.publish',
				target: `guidelines:${version}`,
				details: { version, note },
			});
			return { version };
		}),
);
