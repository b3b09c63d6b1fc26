import type { Ctx } from '#lib/server/context.ts';
import { MAX_PIECE } from '#lib/server/imports/file.ts';
import { judgeFirstLines } from '#lib/server/imports/queries.ts';
import { addPiece, beginImport, closeUpload } from '#lib/server/imports/receive.ts';
import { runImport } from '#lib/server/imports/run.ts';
import { saveMapping, startImport } from '#lib/server/imports/start.ts';
import type { Mapping } from '#lib/domain/imports/mapping.ts';
import type { ImportKindKey } from '#lib/domain/imports/registry.ts';

type Given = {
	kind?: ImportKindKey;
	source?: string;
	mapping?: Partial<Mapping>;
	pieceBytes?: number;
};

/** Brings a file in as the page does, up to its mapping. */
export async function upload(
	ctx: Ctx,
	file: string | Uint8Array,
	{ kind = 'readings', source = 'tool', mapping, pieceBytes = MAX_PIECE }: Given = {},
) {
	const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
	const { id } = await beginImport({ ctx, input: { kind, source, fileName: 'file.csv' } });
	for (let number = 0; number * pieceBytes < bytes.length; number++) {
		const piece = bytes.slice(number * pieceBytes, (number + 1) * pieceBytes);
		await addPiece({ ctx, input: { id, number, bytes: piece } });
	}
	const { earlier } = await closeUpload({ ctx, input: { id } });
	if (mapping) {
		const judged = await judgeFirstLines({ ctx, input: { id } });
		await saveMapping({ ctx, input: { id, mapping: { ...judged.mapping, ...mapping } } });
	}
	return { id, earlier };
}

/** The same, and runs it. */
export async function bringIn(ctx: Ctx, file: string | Uint8Array, given: Given = {}) {
	const { id } = await upload(ctx, file, given);
	await startImport({ ctx, input: { id } });
	const counts = await runImport(ctx, id);
	return { id, counts: counts! };
}
