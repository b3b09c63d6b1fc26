import { sql } from 'drizzle-orm';
import { authorise, GUARD, withTransaction, type Ctx } from '../context.ts';

const STILL_REFERRED_TO = '23503';

/**
 * Takes people (own ids) out that nothing refers to, in the caller's transaction: whoever has a link, a fact, an award or
 * a password stays. The constraints decide. Gives how many are out. Needs people.write.
 */
export const takeOutPeople = Object.assign(
	async (ctx: Ctx, ids: readonly string[]): Promise<number> => {
		authorise(ctx.actor, 'people.write');
		let removed = 0;
		for (const id of ids) {
			try {
				await withTransaction(ctx, async (tx) => {
					await tx.db.execute(sql`delete from person_groups where person_id = ${id}::uuid`);
					const gone = await tx.db.execute(sql`
						delete from people p where p.id = ${id}::uuid
							and not exists (select from clicks c where c.person_id = p.id)
							and not exists (select from credentials c where c.person_id = p.id)
						returning 1`);
					// Rolls the groups back with it.
					if (gone.length === 0)
						throw Object.assign(new Error('stays'), { code: STILL_REFERRED_TO });
					removed++;
				});
			} catch (error) {
				const { code, cause } = error as { code?: string; cause?: { code?: string } };
				if ((cause?.code ?? code) !== STILL_REFERRED_TO) throw error;
			}
		}
		return removed;
	},
	{ [GUARD]: { name: 'takeOutPeople', permission: 'people.write' } as const },
);
