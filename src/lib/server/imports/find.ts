import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { ImportState } from '#lib/domain/imports/view.ts';
import { KIND_NEEDS, type ImportKindKey } from '#lib/domain/imports/registry.ts';
import { authorise, type Ctx } from '../context.ts';
import { imports } from '../db/schema/imports.ts';

type Row = typeof imports.$inferSelect;
export type FoundImport = Omit<Row, 'kind' | 'state'> & { kind: ImportKindKey; state: ImportState };

/**
 * The import of that id, its row held in the running transaction if `hold`; for a verb. Throws Failure `not_found`;
 * `not_allowed` when its kind needs more than the actor has; `conflict` unless it is in one of `states`.
 */
export async function findImport(
	ctx: Ctx,
	id: string,
	{ states, hold = false }: { states?: readonly ImportState[]; hold?: boolean } = {},
): Promise<FoundImport> {
	const query = ctx.db.select().from(imports).where(eq(imports.id, id));
	const [row] = await (hold ? query.for('no key update') : query);
	if (!row) throw new Failure('not_found', 'There is no such import.');
	const found = row as FoundImport;
	authorise(ctx.actor, KIND_NEEDS[found.kind]);
	if (states && !states.includes(found.state))
		throw new Failure('conflict', `This import is ${found.state}.`, { reason: 'import_state' });
	return found;
}
