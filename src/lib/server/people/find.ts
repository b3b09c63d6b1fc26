import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { offices, people } from '../db/schema/people.ts';

/** The portal's own id of a person, for a verb that has authorised already. Throws Failure `not_found` with `path`. */
export async function personIdOf(ctx: Ctx, externalId: string, path = 'person'): Promise<string> {
	const [row] = await ctx.db
		.select({ id: people.id })
		.from(people)
		.where(eq(people.externalId, externalId))
		.limit(1);
	if (row) return row.id;
	throw new Failure('not_found', 'There is no such person.', {
		errors: [{ path, message: 'unknown' }],
	});
}

/** The id of the office of that name, or null. */
export async function officeIdOf(ctx: Ctx, name: string): Promise<string | null> {
	const [row] = await ctx.db.select({ id: offices.id }).from(offices).where(eq(offices.name, name));
	return row?.id ?? null;
}
