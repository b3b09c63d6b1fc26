import { z } from 'zod';
import { guarded } from '../context.ts';

/** Throws a draft away. One that is gone already is no error. */
export const discardDraft = guarded(
	'discardDraft',
	'contests.write',
	z.strictObject({ id: z.uuid() }),
	async (): Promise<{ discarded: boolean }> => {
		throw new Error('not yet');
	},
);
