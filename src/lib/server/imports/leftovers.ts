import { sql } from 'drizzle-orm';
import { withTransaction, type Ctx } from '../context.ts';
import { anyStaged, forgetStaged } from '../readings/staged.ts';
import { IMPORTS_LOCK } from './lock.ts';

/** Empties what an import has put aside that failed, was stopped or was killed; while one runs it is that one's. */
export const forgetLeftovers = (ctx: Ctx): Promise<void> =>
	withTransaction(ctx, async (tx) => {
		const [lock] = await tx.db.execute<{ got: boolean }>(
			sql`select pg_try_advisory_xact_lock(${IMPORTS_LOCK}) as got`,
		);
		if (lock!.got && (await anyStaged(tx))) await forgetStaged(tx);
	});
