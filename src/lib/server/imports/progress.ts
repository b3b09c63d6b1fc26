import { eq, sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { importProgress } from '../db/schema/imports.ts';
import { Stopped } from './stopped.ts';

/** Says how far an import is, outside its transaction, at most this often. */
const EVERY_MS = 250;

export type Beat = (far: { rows: number; wrong: number; bytes: number }) => Promise<void>;

/** Writes down how far a running import is, and throws Stopped once somebody wants it stopped. */
export function beatOf(
	outside: Ctx,
	importId: string,
	heard: {
		onProgress?: ((rows: number, bytes: number) => void) | undefined;
		signal?: AbortSignal | undefined;
	} = {},
): Beat {
	let last = -Infinity;
	return async (far) => {
		heard.signal?.throwIfAborted();
		const now = performance.now();
		if (now - last < EVERY_MS) return;
		last = now;
		heard.onProgress?.(far.rows, far.bytes);
		const [row] = await outside.db
			.insert(importProgress)
			.values({ importId, ...far, beatAt: sql`clock_timestamp()` })
			.onConflictDoUpdate({
				target: importProgress.importId,
				set: { ...far, beatAt: sql`clock_timestamp()` },
			})
			.returning({ cancelled: importProgress.cancelled });
		if (row?.cancelled) throw new Stopped('somebody stopped it');
	};
}

/** Forgets how far it was. */
export async function clearProgress(ctx: Ctx, importId: string): Promise<void> {
	await ctx.db.delete(importProgress).where(eq(importProgress.importId, importId));
}
