import { m } from '#lib/paraglide/messages.js';

/** Why an edited text was not saved, and what to do next. */
export function editProblem(problem: string): string {
	if (problem === 'stale') return m.common_saved_meanwhile();
	return problem === 'same' ? m.learn_edit_same() : m.learn_edit_invalid();
}
