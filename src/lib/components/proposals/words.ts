import type { FieldError } from '#lib/domain/failure.ts';
import { m } from '#lib/paraglide/messages.js';

const DAY_SECONDS = 86_400;

/** Why something was refused, and what to do next. */
export function problemText(refused: { problem: string; waitSeconds: number }): string {
	switch (refused.problem) {
		case 'is_story':
			return m.proposals_problem_is_story();
		case 'proposed':
			return m.proposals_problem_proposed();
		case 'own':
			return m.proposals_problem_own();
		case 'decided':
		case 'not_found':
			return m.proposals_problem_decided();
		case 'too_many': {
			const count = Math.max(1, Math.ceil(refused.waitSeconds / DAY_SECONDS));
			return m.proposals_problem_many({ count });
		}
		default:
			return m.proposals_problem_invalid();
	}
}

/** What is wrong with one field; undefined when nothing is. */
export function fieldText(errors: readonly FieldError[], field: string): string | undefined {
	if (!errors.some(({ path }) => path === field)) return undefined;
	return field === 'url' ? m.proposals_field_wrong_url() : m.proposals_field_wrong_text();
}
