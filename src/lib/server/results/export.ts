import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, type Ctx } from '../context.ts';
import { contestWithResult, headOf } from './stored.ts';

export type ReplayFile = {
	/** What to call it on a disk. */
	name: string;
	number: number;
	sha256: string;
	/** Size before packing. */
	bytes: number;
	/** The file's bytes, piece by piece; one piece of the database is held at a time. */
	stream: ReadableStream<Uint8Array>;
};

async function* partsOf(ctx: Pick<Ctx, 'db'>, resultId: string): AsyncGenerator<Buffer> {
	for (let part = 0; ; part++) {
		const [row] = (await ctx.db.execute(sql`
			select bytes from contest_result_files where result_id = ${resultId} and part = ${part}
		`)) as unknown as { bytes: Buffer }[];
		if (!row) return;
		yield row.bytes;
	}
}

/**
 * The replay file of a contest's result, the newest unless a `number` is asked for, as it was written when the result was
 * made. Throws Failure as `readResults` does.
 */
export const exportContest = guarded(
	'exportContest',
	'results.export',
	z.strictObject({
		contest: z.string().min(1).max(100),
		number: z.int().min(1).max(1000).optional(),
	}),
	async (ctx, input): Promise<ReplayFile> => {
		const found = await contestWithResult(ctx, input.contest);
		const { head } = await headOf(ctx, found.id, input.number);
		const gunzip = createGunzip();
		// A reader who goes away ends the pipeline, and nobody is left to be told.
		pipeline(Readable.from(partsOf(ctx, head.id)), gunzip).catch(() => undefined);
		return {
			name: `${found.slug}-result-${head.number}.json`,
			...{ number: head.number, sha256: head.replaySha256, bytes: head.replayBytes },
			stream: Readable.toWeb(gunzip) as ReadableStream<Uint8Array>,
		};
	},
);
