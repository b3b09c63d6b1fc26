import { expect, test } from 'vitest';
import { fieldText, problemText } from './words.ts';

test('every refusal has a sentence of its own', () => {
	const of = (problem: string, waitSeconds = 0) => problemText({ problem, waitSeconds });
	const problems = ['is_story', 'proposed', 'own', 'decided', 'too_many', 'invalid'];
	expect(new Set(problems.map((problem) => of(problem))).size).toBe(problems.length);
	expect(of('not_found')).toBe(of('decided'));
	expect(of('too_many', 90_000)).toContain('2 days');
	expect(of('too_many', 60)).toContain('1 day.');
});

test('a wrong field says how it is mended', () => {
	const errors = [
		{ path: 'url', message: 'x' },
		{ path: 'why', message: 'y' },
	];
	expect(fieldText(errors, 'url')).toMatch(/https/);
	expect(fieldText(errors, 'why')).toMatch(/write/);
	expect(fieldText(errors, 'title')).toBeUndefined();
});
