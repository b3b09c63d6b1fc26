import type { DraftView, FieldDifference } from './draft.ts';
import { formSchema, type ContestForm } from './form.ts';
import { mergeStep, settle } from './form-merge.ts';
import { shownAt, stepOf, valueAt, type Step } from './form-steps.ts';
import { withDeed, withSent } from './form-sent.ts';

/** A step as it was sent, brought together with the draft as it is stored. */
export type Sent = {
	step: Step;
	/** What the button asked for: another step, `stay`, a row more. */
	then: string;
	find: string;
	form: ContestForm;
	/** What both changed and nobody has decided yet: not to be saved before. */
	conflicts: FieldDifference[];
	/** Fields that somebody else changed meanwhile and that were taken over. */
	taken: string[];
};

/** The form that the sender began with; null where it cannot be read, so that every difference is asked about. */
function baseOf(sent: FormData): ContestForm | null {
	try {
		return formSchema.safeParse(JSON.parse(String(sent.get('base')))).data ?? null;
	} catch {
		return null;
	}
}

/** What was decided about the conflicts that the page showed; one without a choice is open still. */
function decisions(sent: FormData) {
	const shown = sent.getAll('conflict').map(String);
	const choice = (path: string) => sent.get(`choice:${path}`);
	return {
		theirs: shown.filter((path) => choice(path) === 'theirs'),
		open: shown.filter((path) => choice(path) !== 'theirs' && choice(path) !== 'mine'),
	};
}

/**
 * Reads a step that was sent against the draft as it is now. `contest` is the form of the contest that it changes: a field can
 * be taken from there, where somebody changed it since the draft was begun.
 */
export function readSent(draft: DraftView, sent: FormData, contest: ContestForm | null): Sent {
	const step = stepOf(String(sent.get('step')));
	const then = String(sent.get('then') ?? 'stay');
	const find = String(sent.get('find') ?? '').trim();
	const theirs = draft.form;
	const { theirs: forTheirs, open } = decisions(sent);
	const typed = withSent(theirs, step, sent);
	const mine = settle(typed, theirs, forTheirs);
	const stale = Number(sent.get('revision')) !== draft.revision;
	const merged = stale
		? mergeStep(step, { base: baseOf(sent), mine, theirs })
		: { form: mine, conflicts: [] };
	const conflicts = [
		...merged.conflicts,
		...open
			.filter((path) => !merged.conflicts.some((one) => one.path === path))
			.map((path) => ({ path, mine: shownAt(mine, path), theirs: shownAt(theirs, path) })),
	];
	const taken = stale
		? changedPaths(mine, merged.form).filter((path) => !conflicts.some((one) => one.path === path))
		: [];
	const fromContest = then.startsWith('theirs:') ? [then.slice('theirs:'.length)] : [];
	const form = contest ? settle(merged.form, contest, fromContest) : merged.form;
	return { step, then, find, form: withDeed(form, then), conflicts, taken };
}

/** Where two forms have other values, in the order of the first; rows are one place. */
function changedPaths(a: ContestForm, b: ContestForm): string[] {
	return Object.keys(a).filter(
		(key) => JSON.stringify(valueAt(a, key)) !== JSON.stringify(valueAt(b, key)),
	);
}
