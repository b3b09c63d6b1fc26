import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { layoutSchema } from '#lib/domain/imports/layout.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import { guarded, type Ctx } from '../context.ts';
import { importRefusals } from '../db/schema/imports.ts';
import { findImport } from './find.ts';

export type RefusedLine = { line: number; problems: Problem[]; cells: string[] };

const PAGE = 500;

async function page(ctx: Ctx, id: string, after: number, limit: number): Promise<RefusedLine[]> {
	const rows = await ctx.db
		.select()
		.from(importRefusals)
		.where(and(eq(importRefusals.importId, id), gt(importRefusals.line, after)))
		.orderBy(asc(importRefusals.line))
		.limit(limit);
	return rows as unknown as RefusedLine[];
}

/** The first wrong lines of an import, at most `limit`, with its headings. Throws Failure `not_found`. */
export const firstRefusals = guarded(
	'firstRefusals',
	'imports.write',
	z.strictObject({ id: z.uuid(), limit: z.int().min(1).max(100).default(20) }),
	async (ctx, { id, limit }) => {
		const found = await findImport(ctx, id);
		const layout = layoutSchema.safeParse(found.layout);
		const headers = layout.success ? layout.data.headers : [];
		return { headers, lines: await page(ctx, id, 0, limit) };
	},
);

/** All wrong lines of an import in the order of the file, a page at a time, with its headings. Throws Failure `not_found`. */
export const allRefusals = guarded(
	'allRefusals',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }) => {
		const found = await findImport(ctx, id);
		const { headers } = layoutSchema.parse(found.layout);
		async function* pages(): AsyncGenerator<RefusedLine[]> {
			for (let after = 0; ;) {
				const lines = await page(ctx, id, after, PAGE);
				if (lines.length === 0) return;
				yield lines;
				after = lines.at(-1)!.line;
			}
		}
		return { fileName: found.fileName, headers, pages: pages() };
	},
);
