import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { ROLES, type Role } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '../context.ts';
import { people } from '../db/schema/people.ts';

/** The same context as that person has it at `now`. Throws Failure `not_found` for nobody of the demo company. */
export async function asPerson(ctx: Ctx, externalId: string, now: Date): Promise<Ctx> {
	const [row] = await ctx.db.select().from(people).where(eq(people.externalId, externalId));
	if (!row) throw new Failure('not_found', `The demo company has no ${externalId}.`);
	const { id, name, teamId } = row;
	const role: Role = ROLES.find((one) => one === row.role) ?? 'employee';
	return { ...ctx, now, actor: { kind: 'person', id, externalId, name, teamId, role } };
}
