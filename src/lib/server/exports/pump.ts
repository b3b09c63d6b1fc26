import { sql, type SQL } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Row } from '#lib/domain/exports/lines.ts';
import type { Ctx } from '../context.ts';

/** Rows that are in memory at once, about 1 MB: more makes nothing faster. */
const BATCH = 2_000;
/** Each holds a connection of ten and a snapshot; the others are the portal's own. */
const AT_ONCE = 3;
/** A reader who takes nothing for so long has gone without a word; the snapshot would keep the database from cleaning up. */
const STALL_MS = 60_000;

let running = 0;

/** Takes the place of one export; gives what frees it again. Throws Failure `too_many` when all are taken. */
export function takePlace(): () => void {
	if (running >= AT_ONCE) {
		throw new Failure('too_many', 'Other exports are running. Try again when one has ended.', {
			retryAfterSeconds: 10,
		});
	}
	running++;
	let taken = true;
	return () => {
		if (taken) running--;
		taken = false;
	};
}

/**
 * Reads a query in batches as one moment saw the database (repeatable read), however long it takes, and hands each to
 * `take`, which says when it is ready for the next. When `take` throws, because nobody reads any more, the query ends.
 */
export async function readInBatches(
	ctx: Ctx,
	query: SQL,
	take: (rows: Row[]) => Promise<void>,
): Promise<void> {
	await ctx.db.transaction(
		async (tx) => {
			await tx.execute(sql`declare outgoing no scroll cursor for ${query}`);
			for (;;) {
				const rows = (await tx.execute(
					sql.raw(`fetch ${BATCH} from outgoing`),
				)) as unknown as Row[];
				if (rows.length > 0) await take([...rows]);
				if (rows.length < BATCH) return;
			}
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' },
	);
}

/** Writes text piece by piece to a stream of bytes that a reader empties; rejects once the reader has gone or stalls. */
export function byteWriter(writer: WritableStreamDefaultWriter<Uint8Array>) {
	const encoder = new TextEncoder();
	return async (text: string): Promise<void> => {
		if (text === '') return;
		let timer: NodeJS.Timeout | undefined;
		const stalled = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error('nobody reads the export')), STALL_MS);
		});
		try {
			await Promise.race([writer.ready, stalled]);
			await Promise.race([writer.write(encoder.encode(text)), stalled]);
		} finally {
			clearTimeout(timer);
		}
	};
}
