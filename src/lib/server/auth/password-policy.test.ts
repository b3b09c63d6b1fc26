import { expect, test } from 'vitest';
import { passwordProblem } from './password-policy.ts';

const person = { name: 'Giulia De Conti', email: 'g.conti+work@example.com' };

test.each([
	['elevenchars', 'password_too_short'],
	['åäöåäöåäöåä', 'password_too_short'],
	['x1y2z3w4'.repeat(33), 'password_too_long'],
	['Giulia loves boats', 'password_has_name'],
	['GIÙLIA loves boats', 'password_has_name'],
	['my conti password', 'password_has_name'],
	['Password-2026!', 'password_common'],
	['correct horse battery staple', 'password_common'],
	['qwertyuiop123', 'password_common'],
	['2026 welcome 12345', 'password_common'],
	['aaaaaaaaaaaaa', 'password_simple'],
	['boatboatboat', 'password_simple'],
	['abababababab', 'password_simple'],
	['ghijklmnopqrst', 'password_simple'],
	['zyxwvutsrqpon', 'password_simple'],
] as const)('%j: %s', (password, problem) => {
	expect(passwordProblem(password, person)).toBe(problem);
});

test.each([
	'green paper boats at noon',
	'twelve chars',
	'déjà vu på svenska',
	'🦊🐙🦉🐝🐢🦀🐬🦚🦔🐿️🦥🦦',
	// "De" is too short a part of the name to forbid.
	'an idea under a tree',
])('%j will do', (password) => {
	expect(passwordProblem(password, person)).toBeNull();
});
