import { z } from 'zod';
import { FLAG_STATES } from '#lib/domain/integrity/keys.ts';
import type { FlagView } from '#lib/domain/integrity/view.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';

export { openCount } from './open-count.ts';

/** Flags of one contest or all, the heaviest and newest first; at most 200 of them, and how many there are. */
export const listFlags = guarded(
	'listFlags',
	'integrity.read',
	z.strictObject({
		contest: z.string().min(1).max(100).optional(),
		state: z.enum(FLAG_STATES).default('open'),
		limit: z.int().min(1).max(200).default(50),
	}),
	async (): Promise<{ flags: FlagView[]; total: number }> => {
		throw new Failure('unavailable', 'Not built yet.');
	},
);
