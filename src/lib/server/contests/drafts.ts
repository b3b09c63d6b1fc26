import { z } from 'zod';
import type { DraftCard, DraftView } from '#lib/domain/contest/draft.ts';
import { guarded } from '../context.ts';

/** One draft with its problems. Throws Failure `not_found`. */
export const readDraft = guarded(
	'readDraft',
	'contests.write',
	z.strictObject({ id: z.uuid() }),
	async (): Promise<DraftView> => {
		throw new Error('not yet');
	},
);

/** Every draft, the one that was saved last first. */
export const listDrafts = guarded(
	'listDrafts',
	'contests.write',
	z.strictObject({}),
	async (): Promise<DraftCard[]> => {
		throw new Error('not yet');
	},
);
