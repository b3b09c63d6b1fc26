import { describe, expect, it } from 'vitest';
import type { KindView } from '#lib/domain/conversions/view.ts';
import { m } from '#lib/paraglide/messages.js';
import { doneText, fieldProblem, kindText, problemText, type Refused } from './words.ts';

const sale: KindView = {
	...{ kind: 'sale', name: 'Sale', expectsValue: true, value: null, currency: null, active: true },
	...{ count: 1200, withoutValue: 3 },
};
const refused = (path: string): Refused => ({
	...{ problem: 'invalid', kept: {} },
	errors: [{ path, message: '' }],
});

describe('the words of conversions', () => {
	it('say how a kind stands', () => {
		expect(kindText(sale, '€5')).toBe('1,200 in 30 days · €5 each · 3 without a value');
		const off = { ...sale, name: null, active: false, expectsValue: false };
		expect(kindText(off, null)).toBe('New: give it a name · Off · 1,200 in 30 days');
	});

	it('say what was done, and nothing for a word that nobody knows', () => {
		expect(doneText('kind')).toBe(m.conversions_done_kind());
		for (const word of [null, 'toString', 'x']) expect(doneText(word)).toBeNull();
	});

	it('say what is wrong at which field, and which of the sites it is', () => {
		expect(fieldProblem(refused('origins.1'), 'origins')).toContain('2');
		expect(fieldProblem(refused('origins'), 'origins')).toBe(m.conversions_problem_origins());
		expect(fieldProblem(refused('days'), 'days')).toBe(m.conversions_problem_days());
		expect(fieldProblem(refused('days'), 'name')).toBeUndefined();
		expect(problemText({ problem: 'invalid' })).not.toBe(problemText({ problem: 'conflict' }));
	});
});
