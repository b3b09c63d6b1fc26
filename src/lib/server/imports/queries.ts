import { desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { layoutSchema } from '#lib/domain/imports/layout.ts';
import { lacking, mappingSchema, rowReader } from '#lib/domain/imports/mapping.ts';
import type { ImportKindKey } from '#lib/domain/imports/registry.ts';
import type {
	ImportCounts,
	ImportState,
	ImportView,
	JudgedLine,
	MappingView,
} from '#lib/domain/imports/view.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { importProgress, imports } from '../db/schema/imports.ts';
import { people } from '../db/schema/people.ts';
import { piecesOf, rowsOf } from './file.ts';
import { findImport } from './find.ts';

/** So many of the first lines are shown as they will be read. */
const SHOWN_LINES = 8;

function selectImports(ctx: Ctx) {
	return ctx.db
		.select({ row: imports, progress: importProgress, name: people.name })
		.from(imports)
		.leftJoin(importProgress, eq(importProgress.importId, imports.id))
		.leftJoin(people, eq(people.id, imports.createdBy));
}

function viewOf({
	row,
	progress,
	name,
}: Awaited<ReturnType<typeof selectImports>>[number]): ImportView {
	const { id, source, fileName, bytes, problem, checking } = row;
	const state = row.state as ImportState;
	const far = progress && { rows: progress.rows, bytes: progress.bytes, wrong: progress.wrong };
	return {
		...{ id, source, fileName, bytes, problem, checking, state },
		kind: row.kind as ImportKindKey,
		counts: row.counts as ImportCounts | null,
		createdBy: name,
		createdAt: row.createdAt.toISOString(),
		finishedAt: row.finishedAt?.toISOString() ?? null,
		undoneAt: row.undoneAt?.toISOString() ?? null,
		swept: row.sweptAt !== null,
		progress: state === 'running' ? far : null,
	};
}

/** The newest imports, at most 100, with what became of them. */
export const listImports = guarded(
	'listImports',
	'imports.write',
	z.strictObject({}),
	async (ctx) => {
		const rows = await selectImports(ctx)
			.orderBy(desc(imports.createdAt), desc(imports.id))
			.limit(100);
		return rows.map(viewOf);
	},
);

/** One import. Throws Failure `not_found`. */
export const readImport = guarded(
	'readImport',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }) => {
		const [row] = await selectImports(ctx).where(eq(imports.id, id));
		if (!row) throw new Failure('not_found', 'There is no such import.');
		return viewOf(row);
	},
);

/** The sources that there were, the last one first: what a form offers. */
export const listSources = guarded(
	'listSources',
	'imports.write',
	z.strictObject({}),
	async (ctx) => {
		const rows = await ctx.db
			.select({ source: imports.source })
			.from(imports)
			.groupBy(imports.source)
			.orderBy(desc(sql`max(${imports.createdAt})`))
			.limit(50);
		return rows.map(({ source }) => source);
	},
);

/** The first lines of a file as its mapping, or another one, reads them. Stores nothing. Throws Failure `not_found`, `conflict`. */
export const judgeFirstLines = guarded(
	'judgeFirstLines',
	'imports.write',
	z.strictObject({ id: z.uuid(), mapping: mappingSchema.optional() }),
	async (ctx, input): Promise<MappingView> => {
		const found = await findImport(ctx, input.id, { states: ['mapping'] });
		const layout = layoutSchema.parse(found.layout);
		const mapping = input.mapping ?? mappingSchema.parse(found.mapping);
		const read = rowReader(found.kind, layout.headers, mapping, ctx.now);
		const lines: JudgedLine[] = [];
		for await (const { rows } of rowsOf(piecesOf(ctx, input.id), layout)) {
			for (const row of rows.slice(0, SHOWN_LINES - lines.length)) {
				const cells = row.cells.map((cell) => cell.slice(0, 200).toWellFormed());
				lines.push({ line: row.line, cells, problems: read(row).problems });
			}
			if (lines.length >= SHOWN_LINES) break;
		}
		return { layout, mapping, lacking: lacking(found.kind, mapping), lines };
	},
);
