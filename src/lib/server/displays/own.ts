import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { displays } from '../db/schema/displays.ts';
import { hostedOffices } from './hosts.ts';

/**
 * A display that the actor looks after, locked: owners any, hosts the paired ones of their offices. Throws Failure
 * `not_found` for all others, `not_allowed` for who looks after none.
 */
export async function ownDisplay(ctx: Ctx, id: string) {
	const hosted = await hostedOffices(ctx);
	const [row] = await ctx.db.select().from(displays).where(eq(displays.id, id)).for('update');
	const hosts = row?.pairedAt && row.officeId !== null && hosted?.includes(row.officeId);
	if (!row || (hosted !== null && !hosts))
		throw new Failure('not_found', 'There is no such display.');
	return row;
}
