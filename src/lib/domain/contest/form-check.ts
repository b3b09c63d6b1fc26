import type { z } from 'zod';
import type { ContestForm, Problem } from './form.ts';
import type { newContestSchema } from './new-contest.ts';

/** A contest as the form gives it: what createContest takes, parsed. */
export type NewContest = z.output<typeof newContestSchema>;

/** The contest that a form describes, or what is wrong with it, field by field. Strict through the rules' own schemas. */
export function formToContest(
	_form: ContestForm,
): { ok: true; contest: NewContest } | { ok: false; problems: Problem[] } {
	throw new Error('not yet');
}
