import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';

/** Takes a person's notice with this key away again, in the caller's transaction: what it told of is no more. */
export async function takeBackNotice(
	ctx: Pick<Ctx, 'db'>,
	notice: { person: string; key: string },
): Promise<void> {
	await ctx.db.execute(sql`
		delete from notices where person_id = ${notice.person} and key = ${notice.key}`);
}
