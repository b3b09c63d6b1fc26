import type { ContestForm } from './form.ts';

/**
 * The form with its dates moved so that it starts at the local date-time `startsAt`. The end moves by as many days,
 * or, where the box begins and ends with months, by as many months; the freeze keeps its distance from the end.
 */
export function cloneForm(_form: ContestForm, _to: { startsAt: string }): ContestForm {
	throw new Error('not yet');
}

/**
 * When a clone would start: the box moved on by its own length, by whole months where it begins and ends with months
 * and otherwise by whole weeks, until it starts at or after both its own end and `after`. A local date-time.
 */
export function nextStart(_form: ContestForm, _after: Date): string {
	throw new Error('not yet');
}
