import type { ContestForm, Problem } from './form.ts';

/** One field of the form as it stands: the text, whether it is on, or the list. */
export type FieldValue = string | boolean | string[] | null;

/** A field that somebody else changed meanwhile; null where the field is not there any more. */
export type FieldDifference = { path: string; mine: FieldValue; theirs: FieldValue };

/** An unfinished form as its owner reads it. */
export type DraftView = {
	id: string;
	/** Slug of the contest that it changes; null for a new one. */
	contest: string | null;
	name: string;
	form: ContestForm;
	revision: number;
	/** `revision` of the contest as it is now: hand it to publishDraft, so that nothing is published over what one has not seen. */
	contestRevision: number | null;
	/** RFC 3339. */
	updatedAt: string;
	/** Who saved it last. */
	updatedBy: string | null;
	/** What keeps it from being published. */
	problems: Problem[];
	/** Fields of the contest that were changed since the draft was begun and that the draft has otherwise; `theirs` is the contest's. */
	stale: FieldDifference[];
};

/** A draft in the list. */
export type DraftCard = Pick<DraftView, 'id' | 'contest' | 'name' | 'updatedAt' | 'updatedBy'> & {
	/** How many problems it still has. */
	problems: number;
};
