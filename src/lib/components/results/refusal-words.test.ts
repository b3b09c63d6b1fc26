import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { refusalWords, type Refused } from './refusal-words.ts';

const refused = (over: Partial<Refused>): Refused => ({
	...{ problem: 'invalid', errors: [], waitSeconds: 0 },
	kept: { person: '', points: '', event: '', reason: '' },
	...over,
});
const atPassword = (message: string) =>
	refusalWords(refused({ errors: [{ path: 'password', message }] }));

describe('the words of a refused correction', () => {
	it('are none where nothing was refused', () => {
		expect(refusalWords(null)).toEqual({ said: null, password: undefined });
	});

	it('stand at the password alone where that is what is wrong', () => {
		expect(atPassword('missing')).toEqual({ said: null, password: m.results_password_missing() });
		expect(atPassword('no_password').password).toBe(m.results_password_none());
		expect(atPassword('anything else').password).toBe(m.results_password_wrong());
	});

	it('say how long to wait, whatever the problem', () => {
		const { said, password } = refusalWords(refused({ problem: 'stale', waitSeconds: 120 }));
		expect(said).toMatch(/2\s?min/);
		expect(password).toBeUndefined();
	});

	it('say each problem that is known, and something of any other', () => {
		const said = (problem: string) => refusalWords(refused({ problem })).said;
		expect(said('stale')).toBe(m.results_refused_stale());
		expect(said('second_owner')).toBe(m.results_refused_second_owner());
		expect(said('never heard of')).toBe(m.results_refused_other());
	});
});
