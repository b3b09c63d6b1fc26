import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { doneText, fieldProblem, problemText } from './words.ts';

const refused = (path: string, problem = 'invalid') => ({
	problem,
	errors: [{ path, message: '' }],
});

describe('the words of reports', () => {
	it('say why something was refused, also for a reason that nobody knows', () => {
		expect(problemText(refused('', 'decided'))).toBe(m.reports_problem_decided());
		expect(problemText(refused('', 'never heard of'))).toBe(m.reports_problem_fields());
		expect(doneText('sent')).toBe(m.reports_done_sent());
		for (const word of [null, 'toString', 'x']) expect(doneText(word)).toBeNull();
	});

	it('say what is wrong at which field', () => {
		expect(fieldProblem(refused('likes'), 'likes')).toBe(m.reports_problem_total());
		expect(fieldProblem(refused('totals'), 'totals')).toBe(m.reports_problem_totals());
		expect(fieldProblem(refused('reason'), 'reason')).toBe(m.reports_problem_reason());
		expect(fieldProblem(refused('at'), 'at')).toBe(m.reports_problem_at());
		expect(fieldProblem(refused('at', 'too_old'), 'at')).toBe(m.reports_problem_old());
		expect(fieldProblem(refused('at', 'contest_final'), 'at')).toBe(m.reports_problem_final());
		expect(fieldProblem(refused('picture', 'picture_type'), 'picture')).toBe(
			m.reports_problem_picture(),
		);
		expect(fieldProblem(refused('link'), 'at')).toBeUndefined();
		expect(fieldProblem(refused('link'), 'link')).toBe(m.reports_problem_fields());
	});
});
