import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

/**
 * Nobody decides in their own favour while another owner is there to do it; in a program with one owner they must, and
 * the audit shows it. `personId` is who the case is about. Throws Failure `not_allowed` (own_case).
 */
export async function refuseOwnCase(tx: Ctx, personId: string): Promise<void> {
	if (tx.actor.kind !== 'person' || tx.actor.id !== personId) return;
	const others = (await tx.db.execute(sql`
		select 1 from people where active and role in ('owner', 'admin') and id <> ${personId}::uuid limit 1
	`)) as unknown as object[];
	if (others.length > 0)
		throw new Failure('not_allowed', 'Another owner decides about your own case.', {
			reason: 'own_case',
		});
}
