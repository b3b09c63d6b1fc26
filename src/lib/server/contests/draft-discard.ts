import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { contestDrafts } from '../db/schema/contests.ts';

/** Throws a draft away. One that is gone already is no error. */
export const discardDraft = guarded(
	'discardDraft',
	'contests.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<{ discarded: boolean }> => {
		const gone = await ctx.db
			.delete(contestDrafts)
			.where(eq(contestDrafts.id, id))
			.returning({ id: contestDrafts.id });
		return { discarded: gone.length > 0 };
	},
);
