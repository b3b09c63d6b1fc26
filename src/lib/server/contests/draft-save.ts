import { z } from 'zod';
import { formSchema } from '#lib/domain/contest/form.ts';
import { guarded } from '../context.ts';

/**
 * Saves a draft as typed; its name is the form's. Throws Failure `not_found`, `invalid` (a field that the form does
 * not have) and `conflict` when somebody else changed fields since `revision`: `errors` has each such field's path
 * and, as message, what is there now.
 */
export const saveDraft = guarded(
	'saveDraft',
	'contests.write',
	z.strictObject({ id: z.uuid(), revision: z.int().min(1), form: formSchema }),
	async (): Promise<{ revision: number }> => {
		throw new Error('not yet');
	},
);
