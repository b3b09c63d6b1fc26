import { and, eq, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { listText } from '../db/lists.ts';
import { signInThrottles } from '../db/schema/auth.ts';

/** A person mistypes a few times; these cost nothing. */
export const FREE_FAILURES = 5;
/** 96 guesses a day at most against one account: 20 years for the 700,000 most common passwords. */
export const MAX_DELAY_SECONDS = 900;
/** Failures are forgotten this long after the last one. */
export const FORGET_AFTER_HOURS = 24;

export type Throttled = {
	scope: 'account' | 'device' | 'person' | 'setup' | 'pairing';
	keyHash: string;
};

/** How long nobody may try again after so many failures, in seconds: 0 up to four, then 1, 2, 4 … 900. */
export function delayAfter(failures: number): number {
	if (failures < FREE_FAILURES) return 0;
	return Math.min(2 ** (failures - FREE_FAILURES), MAX_DELAY_SECONDS);
}

/** Of the first failure, the second, …; the last one stands for all that follow. */
const DELAYS = Array.from({ length: FREE_FAILURES + 10 }, (_, index) => delayAfter(index + 1));

async function blockedUntil(ctx: Ctx, { scope, keyHash }: Throttled): Promise<Date | null> {
	const [row] = await ctx.db
		.select({ blockedUntil: signInThrottles.blockedUntil })
		.from(signInThrottles)
		.where(and(eq(signInThrottles.scope, scope), eq(signInThrottles.keyHash, keyHash)));
	return row?.blockedUntil ?? null;
}

function tooMany({ now }: Ctx, until: Date | null): Failure {
	const left = (until?.getTime() ?? now.getTime()) - now.getTime();
	return new Failure('too_many', 'Too many wrong tries.', {
		reason: 'throttled',
		retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)),
	});
}

/** Throws Failure `too_many` with the seconds to wait if no try may be made now; counts none. */
export async function assertNotBlocked(ctx: Ctx, throttled: Throttled): Promise<void> {
	const until = await blockedUntil(ctx, throttled);
	if (until && until > ctx.now) throw tooMany(ctx, until);
}

/**
 * Counts a try as failed before it is made, and throws Failure `too_many` with the seconds to wait if none may be made
 * now. One statement on one row: parallel tries queue on its lock and each sees the count of the one before, so 50 at
 * once are five. A refused try changes nothing, else trying on would keep the account shut for ever. A try that
 * turns out right is taken back by `forgive`.
 */
export async function countTry(ctx: Ctx, { scope, keyHash }: Throttled): Promise<void> {
	const now = ctx.now;
	const stale = new Date(now.getTime() - FORGET_AFTER_HOURS * 3_600_000);
	const t = signInThrottles;
	const failures = sql<number>`case when ${t.updatedAt} < ${stale.toISOString()} then 1 else ${t.failures} + 1 end`;
	const counted = await ctx.db
		.insert(t)
		.values({ scope, keyHash, failures: 1, updatedAt: now })
		.onConflictDoUpdate({
			target: [t.scope, t.keyHash],
			set: {
				failures,
				blockedUntil: sql`${now.toISOString()}::timestamptz + make_interval(secs =>
					(${listText(DELAYS)}::int[])[least((${failures}), ${DELAYS.length}::int)])`,
				updatedAt: now,
			},
			setWhere: sql`${t.blockedUntil} is null or ${t.blockedUntil} <= ${now.toISOString()}`,
		})
		.returning({ failures: t.failures });
	if (counted.length > 0) return;
	throw tooMany(ctx, await blockedUntil(ctx, { scope, keyHash }));
}

/** Forgets the failures of this scope after a right password. */
export async function forgive(ctx: Ctx, { scope, keyHash }: Throttled): Promise<void> {
	await ctx.db
		.delete(signInThrottles)
		.where(and(eq(signInThrottles.scope, scope), eq(signInThrottles.keyHash, keyHash)));
}

/** Deletes what is forgotten anyway; gives how many rows. */
export const sweepThrottles = guarded('sweepThrottles', 'system.run', z.object({}), async (ctx) => {
	const before = new Date(ctx.now.getTime() - FORGET_AFTER_HOURS * 3_600_000);
	const swept = await ctx.db
		.delete(signInThrottles)
		.where(lt(signInThrottles.updatedAt, before))
		.returning({ scope: signInThrottles.scope });
	return { swept: swept.length };
});
