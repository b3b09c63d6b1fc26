import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { differences } from '#lib/domain/contest/form-fields.ts';
import { formSchema } from '#lib/domain/contest/form.ts';
import { guarded, withTransaction } from '../context.ts';
import { contestDrafts } from '../db/schema/contests.ts';
import { changedByOthers, draftChanged, lockDraft } from './draft-rows.ts';

/**
 * Saves a draft as typed; its name is the form's. Throws Failure `not_found`, `invalid` (a field that the form does
 * not have) and `conflict` when somebody else changed fields since `revision`: `errors` has each such field's path
 * and, as message, what is there now. Saving what is there already changes nothing.
 */
export const saveDraft = guarded(
	'saveDraft',
	'contests.write',
	z.strictObject({ id: z.uuid(), revision: z.int().min(1), form: formSchema }),
	(ctx, { id, revision, form }): Promise<{ revision: number }> =>
		withTransaction(ctx, async (tx) => {
			const draft = await lockDraft(tx, id);
			const theirs = changedByOthers(draft, revision, form);
			if (theirs.length > 0) throw draftChanged(draft, theirs);
			const changed = differences(form, draft.form);
			if (changed.length === 0) return { revision: draft.revision };
			const next = draft.revision + 1;
			await tx.db
				.update(contestDrafts)
				.set({
					form,
					name: form.name.trim().slice(0, 200),
					revision: next,
					changes: { ...draft.changes, ...Object.fromEntries(changed.map((f) => [f.path, next])) },
					updatedBy: tx.actor.kind === 'person' ? tx.actor.id : null,
					updatedAt: tx.now,
				})
				.where(eq(contestDrafts.id, id));
			return { revision: next };
		}),
);
