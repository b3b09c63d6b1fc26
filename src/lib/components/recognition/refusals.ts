import { m } from '#lib/paraglide/messages.js';

/** Why thanks, a nomination or a vote were not taken, and what to do. `limit` is of thanks a month. */
export function refusalText(problem: string, limit = 0): string {
	switch (problem) {
		case 'oneself':
			return m.people_problem_oneself();
		case 'hidden':
			return m.people_only_private();
		case 'badge_seen':
			return m.people_problem_badge_seen();
		case 'given':
			return m.people_problem_badge_given();
		case 'not_allowed':
		case 'too_many':
			return m.people_problem_badge_not();
		case 'month_full':
			return m.people_problem_month_full({ limit });
		case 'too_late':
			return m.people_problem_too_late();
		case 'nominated':
			return m.people_problem_nominated();
		case 'announced':
			return m.people_problem_announced();
		case 'not_elected':
			return m.people_problem_not_elected();
		case 'not_found':
			return m.people_problem_not_found();
		default:
			return m.people_problem_other();
	}
}
