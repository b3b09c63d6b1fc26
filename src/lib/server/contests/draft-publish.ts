import { z } from 'zod';
import { textSchema } from '#lib/domain/text.ts';
import { guarded } from '../context.ts';

/**
 * Makes a draft true and ends it: a new contest; other rules for one that has not started; or a new version of a
 * running one's, with a reason. Throws Failure `invalid` with the problems by field (`reason` too), `conflict` when
 * the draft (reason `draft_changed`) or the contest (`contest_changed`) was changed meanwhile, `errors` naming the
 * fields and what is there now; `not_found` when the draft is gone, because somebody published it, say.
 */
export const publishDraft = guarded(
	'publishDraft',
	'contests.write',
	z.strictObject({
		id: z.uuid(),
		revision: z.int().min(1),
		reason: textSchema(1000).optional(),
	}),
	async (): Promise<{ slug: string; version: number; created: boolean }> => {
		throw new Error('not yet');
	},
);
