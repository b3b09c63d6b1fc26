import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { ContestForm } from '#lib/domain/contest/form.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { contestDrafts } from '../db/schema/contests.ts';

/** Throws a draft away. One that is gone already is no error. */
export const discardDraft = guarded(
	'discardDraft',
	'contests.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }): Promise<{ discarded: boolean }> =>
		withTransaction(ctx, async (tx) => {
			const [gone] = await tx.db
				.delete(contestDrafts)
				.where(eq(contestDrafts.id, id))
				.returning({ contest: contestDrafts.contestId, form: contestDrafts.form });
			if (!gone) return { discarded: false };
			await appendAudit(tx, {
				action: 'contest.discard_draft',
				target: gone.contest === null ? undefined : `contest:${gone.contest}`,
				details: { draft: id, name: (gone.form as Partial<ContestForm>).name ?? '' },
			});
			return { discarded: true };
		}),
);
