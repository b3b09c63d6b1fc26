import { createHash } from 'node:crypto';
import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guessMapping, mappingSchema } from '#lib/domain/imports/mapping.ts';
import { IMPORT_KINDS, KIND_NEEDS } from '#lib/domain/imports/registry.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { authorise, guarded, withTransaction, type Ctx } from '../context.ts';
import { importMappings, importPieces, importRefusals, imports } from '../db/schema/imports.ts';
import { readProgram } from '../programs/queries.ts';
import { layoutOfHead, MAX_FILE, MAX_PIECE, piecesOf } from './file.ts';
import { findImport } from './find.ts';

export const beginImportSchema = z.strictObject({
	kind: z.enum(IMPORT_KINDS),
	source: textSchema(100).describe('Where the file comes from; its mapping is remembered by it.'),
	fileName: textSchema(300),
});

/** Makes room for a file that is about to come in pieces. Needs imports.write, and what its kind needs. */
export const beginImport = guarded(
	'beginImport',
	'imports.write',
	beginImportSchema,
	(ctx, input) => {
		authorise(ctx.actor, KIND_NEEDS[input.kind]);
		return withTransaction(ctx, async (tx) => {
			const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const [made] = await tx.db
				.insert(imports)
				.values({ ...input, state: 'uploading', createdBy, createdAt: tx.now })
				.returning({ id: imports.id });
			return { id: made!.id };
		});
	},
);

const tooLarge = () =>
	new Failure('too_large', `A file has at most ${MAX_FILE / 1_048_576} MB. Split it.`, {
		reason: 'import_too_large',
	});

/**
 * Takes a piece of the file, from number 0 on; the same piece again replaces itself, so that a broken upload goes on. Throws
 * Failure `too_large`, and `conflict` once the file is whole.
 */
export const addPiece = guarded(
	'addPiece',
	'imports.write',
	z.strictObject({
		id: z.uuid(),
		number: z
			.int()
			.min(0)
			.max(Math.ceil(MAX_FILE / MAX_PIECE) * 4),
		bytes: z.instanceof(Uint8Array),
	}),
	async (ctx, { id, number, bytes }) => {
		if (bytes.length > MAX_PIECE) throw tooLarge();
		return withTransaction(ctx, async (tx) => {
			await findImport(tx, id, { states: ['uploading'], hold: true });
			const values = { importId: id, number, bytes: Buffer.from(bytes) };
			await tx.db
				.insert(importPieces)
				.values(values)
				.onConflictDoUpdate({
					target: [importPieces.importId, importPieces.number],
					set: { bytes: values.bytes },
				});
			const [sum] = (await tx.db.execute(sql`
				select coalesce(sum(length(bytes)), 0)::int as bytes from import_pieces
				where import_id = ${id}::uuid`)) as unknown as { bytes: number }[];
			if (sum!.bytes > MAX_FILE) throw tooLarge();
			await tx.db.update(imports).set({ bytes: sum!.bytes }).where(eq(imports.id, id));
			return { bytes: sum!.bytes };
		});
	},
);

/** What the source's files of this kind were mapped by last. */
async function remembered(ctx: Ctx, source: string, kind: string) {
	const [row] = await ctx.db
		.select({ mapping: importMappings.mapping })
		.from(importMappings)
		.where(and(eq(importMappings.source, source), eq(importMappings.kind, kind)));
	const parsed = mappingSchema.safeParse(row?.mapping);
	return parsed.success ? parsed.data : null;
}

/** An earlier import of the same bytes, of this kind and source, that is done. */
async function sameFile(ctx: Ctx, found: { source: string; kind: string }, digest: string) {
	const [row] = await ctx.db
		.select({ id: imports.id })
		.from(imports)
		.where(
			and(
				eq(imports.digest, digest),
				eq(imports.source, found.source),
				eq(imports.kind, found.kind),
				eq(imports.state, 'done'),
			),
		)
		.orderBy(desc(imports.createdAt))
		.limit(1);
	return row?.id ?? null;
}

/**
 * The file is here whole: finds out how it is read and guesses its mapping. `earlier` is the import that had the same bytes.
 * Throws Failure `invalid` with what is wrong with the file as a whole (reason import_<problem>); it is then forgotten.
 */
export const closeUpload = guarded(
	'closeUpload',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }) => {
		const found = await findImport(ctx, id, { states: ['uploading'] });
		const hash = createHash('sha256');
		let head = Buffer.alloc(0);
		let bytes = 0;
		for await (const piece of piecesOf(ctx, id)) {
			hash.update(piece);
			bytes += piece.length;
			if (head.length < MAX_PIECE) head = Buffer.concat([head, piece]);
		}
		if (bytes !== found.bytes)
			throw new Failure('invalid', 'A piece of the file is missing.', {
				reason: 'import_piece_missing',
			});
		const layout = layoutOfHead(head, head.length === bytes);
		if (typeof layout === 'string') {
			await withTransaction(ctx, (tx) => forget(tx, id));
			throw new Failure('invalid', `The file cannot be read: ${layout.replaceAll('_', ' ')}.`, {
				reason: `import_${layout}`,
			});
		}
		const digest = hash.digest('hex');
		const { timeZone } = await readProgram(ctx);
		const before = await remembered(ctx, found.source, found.kind);
		const mapping = guessMapping(found.kind, layout.headers, timeZone, before);
		const earlier = await sameFile(ctx, found, digest);
		await withTransaction(ctx, async (tx) => {
			await findImport(tx, id, { states: ['uploading'], hold: true });
			await tx.db
				.update(imports)
				.set({ state: 'mapping', digest, layout, mapping })
				.where(eq(imports.id, id));
		});
		return { id, earlier };
	},
);

/** Deletes an import that has done nothing, with its file. */
async function forget(tx: Ctx, id: string): Promise<void> {
	await tx.db.delete(importPieces).where(eq(importPieces.importId, id));
	await tx.db.delete(importRefusals).where(eq(importRefusals.importId, id));
	await tx.db.delete(imports).where(eq(imports.id, id));
}

/** Throws a file away that was not imported. Throws Failure `conflict` once it runs or ran. */
export const discardImport = guarded(
	'discardImport',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			const found = await findImport(tx, id, { states: ['uploading', 'mapping'], hold: true });
			await forget(tx, id);
			const { kind, source } = found;
			await appendAudit(tx, {
				action: 'import.discard',
				target: `import:${id}`,
				details: { kind, source },
			});
			return { id };
		}),
);
