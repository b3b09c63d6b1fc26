import { and, eq, isNull } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';
import { hookSources } from '../db/schema/hooks.ts';

/** The own id of a source that has not ended, its row locked until the transaction ends. Throws Failure `not_found`. */
export async function lockedSource(tx: Ctx, name: string): Promise<string> {
	const [source] = await tx.db
		.select({ id: hookSources.id })
		.from(hookSources)
		.where(and(eq(hookSources.name, name), isNull(hookSources.endedAt)))
		.for('update');
	if (!source) throw new Failure('not_found', 'There is no such source of webhooks.');
	return source.id;
}
