import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { differences, fieldText } from '#lib/domain/contest/form-fields.ts';
import { formSchema, type ContestForm } from '#lib/domain/contest/form.ts';
import { Failure, type FieldError } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

/** A draft as it is stored. */
export type DraftRow = {
	id: string;
	contestId: string | null;
	/** The contest's revision when the draft was begun. */
	contestRevision: number | null;
	form: ContestForm;
	/** The contest's form then; null for a new one. */
	base: ContestForm | null;
	/** At which revision each field was changed last, by path. */
	changes: Record<string, number>;
	revision: number;
	updatedBy: string | null;
};

type StoredRow = Omit<DraftRow, 'form' | 'base' | 'changes'> & {
	form: unknown;
	base: unknown;
	changes: unknown;
};

const changesSchema = z.record(z.string(), z.int());

/** Somebody's typing of an older version of the portal: what the form no longer has is refused, never dropped. */
function stored(form: unknown): ContestForm {
	const parsed = formSchema.safeParse(form);
	if (parsed.success) return parsed.data;
	throw new Failure('unavailable', 'This draft cannot be read by this version of Laurel.', {
		cause: parsed.error,
	});
}

/** Locks a draft until the transaction ends and reads it. Throws Failure `not_found`. */
export async function lockDraft(tx: Ctx, id: string): Promise<DraftRow> {
	const [row] = (await tx.db.execute(sql`
		select d.id, d.contest_id as "contestId", d.contest_revision as "contestRevision", d.form, d.base, d.changes,
			d.revision, (select p.name from people p where p.id = d.updated_by) as "updatedBy"
		from contest_drafts d where d.id = ${id} for update of d
	`)) as unknown as StoredRow[];
	if (!row) {
		throw new Failure('not_found', 'There is no such draft: it was published or thrown away.');
	}
	return {
		...row,
		form: stored(row.form),
		base: row.base === null ? null : stored(row.base),
		changes: changesSchema.parse(row.changes),
	};
}

/** A stored form for reading. Throws Failure `unavailable` when it no longer parses. */
export const storedForm = stored;

/**
 * What others changed in a draft since `revision` and what `mine` has otherwise, each field with what is there now. A
 * field that somebody else changed counts as theirs also where mine is only what was there before.
 */
export function changedByOthers(
	draft: DraftRow,
	revision: number,
	mine: ContestForm,
): FieldError[] {
	return differences(mine, draft.form)
		.filter(({ path }) => (draft.changes[path] ?? 0) > revision)
		.map(({ path, theirs }) => ({ path, message: fieldText(theirs) }));
}

/** The refusal of a stale form: who saved it meanwhile, and the fields. */
export function draftChanged(draft: DraftRow, errors: FieldError[]): Failure {
	const who = draft.updatedBy ?? 'Somebody else';
	return new Failure('conflict', `${who} changed this draft meanwhile.`, {
		reason: 'draft_changed',
		errors,
	});
}
