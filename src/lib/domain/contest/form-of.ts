import type { ContestForm } from './form.ts';
import type { ContestView } from './view.ts';

/** A contest as the form holds it: formToContest gives the same contest again. */
export function contestToForm(_view: Pick<ContestView, 'name' | 'rules' | 'prizes'>): ContestForm {
	throw new Error('not yet');
}
