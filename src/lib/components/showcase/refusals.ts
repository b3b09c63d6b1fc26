import { m } from '#lib/paraglide/messages.js';

/** Why a showcase was not changed, and what to do; `by`: who changed it last. */
export function problemText(problem: string, by: string | null): string {
	switch (problem) {
		case 'changed':
			return by === null
				? m.showcase_problem_changed()
				: m.showcase_problem_changed_by({ name: by });
		case 'no_reason':
			return m.showcase_problem_no_reason();
		case 'nobody_agreed':
			return m.showcase_problem_nobody_agreed();
		case 'published':
			return m.showcase_problem_published();
		default:
			return m.showcase_problem_other();
	}
}
