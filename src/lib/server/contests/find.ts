import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { contests } from '../db/schema/contests.ts';

/** The portal's own id of a contest, for a verb that has authorised already. Throws Failure `not_found`. */
export async function contestIdOf(ctx: Ctx, slug: string): Promise<string> {
	const [row] = await ctx.db
		.select({ id: contests.id })
		.from(contests)
		.where(eq(contests.slug, slug))
		.limit(1);
	if (row) return row.id;
	throw new Failure('not_found', 'There is no such contest.');
}
