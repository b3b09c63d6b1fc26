import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';

/** The fields by which every list of the API is paged. */
export const PAGE_FIELDS = {
	limit: z.int().min(1).max(200).default(50),
	cursor: z.string().max(2000).optional(),
};

const lastSeen = z.strictObject({ after: z.uuid() });

/** The portal's own id of the last row before the page; null on the first. Throws Failure `invalid` on a foreign cursor. */
export function afterOf(cursor: string | undefined): string | null {
	return decodeCursor(lastSeen, cursor)?.after ?? null;
}

/**
 * A page of rows that were read in order of their own ids, one more than `limit`, so that it is known whether there is
 * a next one. Ids never change, so rows that arrive or change neither repeat nor skip those that were there.
 */
export function pageFrom<Row extends { id: string }>(
	rows: readonly Row[],
	limit: number,
): { rows: Row[]; nextCursor: string | null } {
	const shown = rows.slice(0, limit);
	const last = rows.length > limit ? shown.at(-1) : undefined;
	return { rows: shown, nextCursor: last ? encodeCursor({ after: last.id }) : null };
}
