import type { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';

/** An opaque cursor over a value: base64url of its JSON. */
export function encodeCursor(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The value of a cursor; null without one. Throws Failure `invalid` on one that we did not make. */
export function decodeCursor<S extends z.ZodType>(
	schema: S,
	cursor: string | undefined,
): z.output<S> | null {
	if (cursor === undefined) return null;
	try {
		return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
	} catch (error) {
		throw new Failure('invalid', 'The cursor is not one of ours.', {
			errors: [{ path: 'cursor', message: 'is not valid' }],
			cause: error,
		});
	}
}
