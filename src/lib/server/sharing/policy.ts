import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { DEFAULT_POLICY, policySchema, type Policy } from '#lib/domain/sharing/policy.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { sharingPolicy } from '../db/schema/sharing.ts';
import { requireRevision } from '../revision.ts';

export type KeptPolicy = Policy & {
	/** 0 until an owner has saved it. */
	revision: number;
};

async function load(ctx: Ctx): Promise<KeptPolicy> {
	const [row] = await ctx.db.select().from(sharingPolicy).where(eq(sharingPolicy.id, 1));
	if (!row) return { ...DEFAULT_POLICY, revision: 0 };
	// A stored policy that no longer parses is refused, not skipped.
	return { ...policySchema.parse(row.policy), revision: row.revision };
}

/** What the program says about sharing; the defaults until an owner has saved it. */
export const readSharingPolicy = guarded(
	'readSharingPolicy',
	'sharing.read',
	z.strictObject({}),
	load,
);

/**
 * Says anew how sharing goes. Throws Failure `invalid` with paths, and `conflict` (`stale`) when somebody else saved since
 * `revision`. Saving what is there already changes nothing.
 */
export const saveSharingPolicy = guarded(
	'saveSharingPolicy',
	'sharing.write',
	z.strictObject({ revision: z.int().min(0), policy: policySchema }),
	(ctx, { revision, policy }): Promise<{ revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const { revision: now, ...before } = await load(tx);
			requireRevision(now, revision);
			if (JSON.stringify(policySchema.parse(before)) === JSON.stringify(policy))
				return { revision };
			const values = { policy, revision: revision + 1, changedAt: tx.now };
			const saved =
				revision === 0
					? await tx.db
							.insert(sharingPolicy)
							.values({ id: 1, ...values })
							.onConflictDoNothing()
							.returning({ id: sharingPolicy.id })
					: await tx.db
							.update(sharingPolicy)
							.set(values)
							.where(eq(sharingPolicy.revision, revision))
							.returning({ id: sharingPolicy.id });
			// Nothing is locked: whoever saved between reading and writing is found by the row that was not written.
			if (saved.length === 0) requireRevision((await load(tx)).revision, revision);
			await appendAudit(tx, { action: 'sharing.policy', details: { before, after: policy } });
			return { revision: revision + 1 };
		}),
);
