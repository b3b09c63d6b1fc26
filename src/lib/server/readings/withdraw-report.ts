import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, withTransaction } from '../context.ts';
import { readingReports, readingScreenshots } from '../db/schema/reports.ts';

/** Takes back an own report that nobody has decided on, and its screenshot with it. Throws Failure `conflict` (decided). */
export const withdrawReport = guarded(
	'withdrawReport',
	'reports.write.own',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			if (tx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
			const own = and(eq(readingReports.id, id), eq(readingReports.personId, tx.actor.id));
			const [row] = await tx.db
				.update(readingReports)
				.set({ state: 'withdrawn', decidedAt: tx.now })
				.where(and(own, eq(readingReports.state, 'open')))
				.returning({ id: readingReports.id });
			if (!row)
				throw new Failure('conflict', 'It is decided, or was never there.', { reason: 'decided' });
			await tx.db.delete(readingScreenshots).where(eq(readingScreenshots.reportId, id));
			return { id };
		}),
);
