import { json } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { DATE_FORMATS, DECIMALS } from '#lib/domain/imports/cells.ts';
import type { Mapping } from '#lib/domain/imports/mapping.ts';
import type { Ctx } from '#lib/server/context.ts';
import { MAX_PIECE } from '#lib/server/imports/file.ts';
import { addPiece, closeUpload } from '#lib/server/imports/receive.ts';

/** Says that a file is here whole; gives the page where it goes on. Throws what closeUpload throws. */
export async function whole(ctx: Ctx, id: string): Promise<string> {
	const { earlier } = await closeUpload({ ctx, input: { id } });
	return `/imports/${id}${earlier ? `?earlier=${earlier}` : ''}`;
}

/** Takes a whole file that a form sent, piece by piece. Throws what addPiece throws. */
export async function takeWhole(ctx: Ctx, id: string, file: File): Promise<void> {
	for (let at = 0, number = 0; at < file.size; at += MAX_PIECE, number++) {
		const bytes = new Uint8Array(await file.slice(at, at + MAX_PIECE).arrayBuffer());
		await addPiece({ ctx, input: { id, number, bytes } });
	}
}

/** The answer to a refused piece, for the page's script. Rethrows what is no Failure. */
export function problemOf(thrown: unknown): Response {
	if (!(thrown instanceof Failure)) throw thrown;
	return json({ problem: thrown.reason ?? thrown.code }, { status: thrown.status });
}

/** A mapping as its form sends it: `column.<key>` a heading, `fixed.<key>` a text; what is empty is left out. */
export function mappingOf(form: FormData): Mapping {
	const columns: Record<string, string> = {};
	const fixed: Record<string, string> = {};
	for (const [name, value] of form) {
		const text = String(value).trim();
		const [part, key = ''] = name.split('.');
		if (text === '') continue;
		if (part === 'column') columns[key] = text;
		if (part === 'fixed') fixed[key] = text;
	}
	const one = <T extends string>(name: string, of: readonly T[]): T =>
		of.find((value) => value === form.get(name)) ?? of[0]!;
	return {
		columns,
		fixed,
		dates: one('dates', DATE_FORMATS),
		decimals: one('decimals', DECIMALS),
		timeZone: String(form.get('timeZone') ?? ''),
	};
}
