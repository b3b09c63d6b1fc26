import { describe, expect, it } from 'vitest';
import { fieldError } from './field-error.ts';

describe('the sentence under a field', () => {
	const errors = [
		{ path: 'password', message: 'password_too_short' },
		{ path: 'name', message: 'Too small: expected string to have >=1 characters' },
	];

	it('stands only under the field that is wrong', () => {
		expect(fieldError(errors, 'email')).toBeUndefined();
		expect(fieldError(undefined, 'email')).toBeUndefined();
	});

	it('says what to do about it', () => {
		expect(fieldError(errors, 'password')).toMatch(/characters/);
		expect(fieldError([{ path: 'password', message: 'wrong_password' }], 'password')).not.toBe(
			fieldError(errors, 'password'),
		);
	});

	it('never shows a schema’s own words', () => {
		const text = fieldError(errors, 'name');
		expect(text).toBeTruthy();
		expect(text).not.toContain('Too small');
	});
});
