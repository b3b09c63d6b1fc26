import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';

/** A quarter, its settling time and the time to decide about it: docs/decisions/0012-networks-of-clicks.md. */
export const NETWORK_DAYS = 120;
const DAY_MS = 86_400_000;

/** Forgets which clicks of a day shared a network, once they are older than 120 days. Gives how many clicks lost theirs. */
export const sweepNetworks = guarded(
	'sweepNetworks',
	'system.run',
	z.strictObject({}),
	async (ctx) => {
		const before = new Date(ctx.now.getTime() - NETWORK_DAYS * DAY_MS);
		const rows = await ctx.db.execute<{ n: number }>(sql`
			with swept as (
				update clicks set network = null
				where network is not null and at < ${before.toISOString()}::timestamptz returning 1
			)
			select count(*)::int as n from swept`);
		return { networks: rows[0]!.n };
	},
);
