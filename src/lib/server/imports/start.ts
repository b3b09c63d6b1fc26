import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { layoutSchema } from '#lib/domain/imports/layout.ts';
import { lacking, mappingSchema } from '#lib/domain/imports/mapping.ts';
import { KINDS } from '#lib/domain/imports/registry.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { importMappings, importProgress, importRefusals, imports } from '../db/schema/imports.ts';
import { findImport, type FoundImport } from './find.ts';

/** The channel that wakes every instance's importer. */
export const IMPORTS_CHANNEL = 'imports';

/** Refuses columns that the kind or the file does not have, and one heading for two columns. */
function checkMapping(found: FoundImport, mapping: z.output<typeof mappingSchema>): void {
	const { headers } = layoutSchema.parse(found.layout);
	const columns = new Map<string, { fixable?: true }>(
		KINDS[found.kind].columns.map((column) => [column.key, column]),
	);
	const errors = Object.entries(mapping.columns).flatMap(([key, header]) =>
		columns.has(key) && headers.includes(header)
			? []
			: [{ path: `columns.${key}`, message: 'there is no such column' }],
	);
	const twice = Object.entries(mapping.columns).filter(
		([, header], index, all) => all.findIndex(([, other]) => other === header) !== index,
	);
	for (const [key] of twice)
		errors.push({ path: `columns.${key}`, message: 'this heading is taken' });
	for (const key of Object.keys(mapping.fixed))
		if (!columns.get(key)?.fixable)
			errors.push({ path: `fixed.${key}`, message: 'cannot be fixed' });
	if (errors.length > 0)
		throw new Failure('invalid', 'The mapping does not fit the file.', {
			errors,
			reason: 'import_mapping',
		});
}

/** Says which column is what; remembered for the next file of this source. Throws Failure `invalid` with paths, `conflict`. */
export const saveMapping = guarded(
	'saveMapping',
	'imports.write',
	z.strictObject({ id: z.uuid(), mapping: mappingSchema }),
	(ctx, { id, mapping }) =>
		withTransaction(ctx, async (tx) => {
			const found = await findImport(tx, id, { states: ['mapping'], hold: true });
			checkMapping(found, mapping);
			await tx.db.delete(importRefusals).where(eq(importRefusals.importId, id));
			await tx.db.update(imports).set({ mapping, counts: null }).where(eq(imports.id, id));
			const { source, kind } = found;
			await tx.db
				.insert(importMappings)
				.values({ source, kind, mapping, updatedAt: tx.now })
				.onConflictDoUpdate({
					target: [importMappings.source, importMappings.kind],
					set: { mapping, updatedAt: tx.now },
				});
			return { lacking: lacking(kind, mapping) };
		}),
);

async function setWaiting(tx: Ctx, id: string, checking: boolean): Promise<void> {
	await tx.db.delete(importProgress).where(eq(importProgress.importId, id));
	await tx.db
		.update(imports)
		.set({ state: 'waiting', problem: null, counts: null, checking })
		.where(eq(imports.id, id));
	await tx.db.execute(sql`select pg_notify(${IMPORTS_CHANNEL}, '')`);
}

/**
 * Has an import run soon: one whose mapping is complete, or that failed or was stopped before. A `check` judges every line
 * and stores none; its counts and wrong lines then stand beside the mapping. Throws Failure `invalid` with the columns
 * that are missing, `conflict`.
 */
export const startImport = guarded(
	'startImport',
	'imports.write',
	z.strictObject({ id: z.uuid(), check: z.boolean().default(false) }),
	(ctx, { id, check }) =>
		withTransaction(ctx, async (tx) => {
			const states = ['mapping', 'failed', 'cancelled'] as const;
			const found = await findImport(tx, id, { states, hold: true });
			const { kind, source } = found;
			const missing = lacking(kind, mappingSchema.parse(found.mapping));
			if (missing.length > 0 || found.sweptAt)
				throw new Failure('invalid', 'Some columns are not mapped.', {
					reason: found.sweptAt ? 'import_swept' : 'import_lacking',
					errors: missing.map((path) => ({ path, message: 'no column is mapped to it' })),
				});
			await setWaiting(tx, id, check);
			await appendAudit(tx, {
				action: check ? 'import.check' : 'import.start',
				target: `import:${id}`,
				details: { kind, source, file: found.digest },
			});
			return { id };
		}),
);

/** Stops an import, or its check, that waits or runs; nothing of it stays. Once it is done it can be undone instead: `conflict`. */
export const cancelImport = guarded(
	'cancelImport',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			// Not held: the import's own transaction holds the row at its end.
			const found = await findImport(tx, id, { states: ['waiting', 'running'] });
			await tx.db
				.insert(importProgress)
				.values({ importId: id, cancelled: true, beatAt: tx.now })
				.onConflictDoUpdate({ target: importProgress.importId, set: { cancelled: true } });
			if (found.state === 'waiting')
				await tx.db.execute(sql`
					update imports set state = case when checking then 'mapping' else 'cancelled' end
					where id = ${id}::uuid and state = 'waiting'`);
			await appendAudit(tx, { action: 'import.cancel', target: `import:${id}` });
			return { id };
		}),
);
