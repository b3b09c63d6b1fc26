import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { unsentText } from './unsent.ts';

test.each([
	['no answer', { type: 'error', error: new TypeError('Failed to fetch') }],
	['a failure of ours', { type: 'error', status: 500, error: { message: 'x' } }],
] as const)('%s leaves what was typed and says so', (_, result) => {
	expect(unsentText(result)).toBe(m.common_unsent());
});

test('who was signed out meanwhile is told, and not led away from what was typed', () => {
	const location = '/sign-in?next=%2Fstories%2F1%2Fshare';
	expect(unsentText({ type: 'redirect', status: 303, location })).toBe(m.common_signed_out());
});

test.each([
	{ type: 'success', status: 200 },
	{ type: 'failure', status: 422 },
	{ type: 'redirect', status: 303, location: '/stories/1/share?done=saved' },
] as const)('an answer that the page shows ($type) is no such thing', (result) => {
	expect(unsentText(result)).toBeNull();
});
