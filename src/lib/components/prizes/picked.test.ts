import { expect, test } from 'vitest';
import { Picked } from './picked.ts';

test('a save that was on its way does not bring back the picture before', () => {
	const picked = new Picked();
	expect(picked.of('')).toBe('');
	picked.pick('a');
	picked.pick('b');
	expect(picked.of('a')).toBe('b');
	expect(picked.of('b')).toBe('b');
});

test('once a choice is saved, the form may say the one before again, or another', () => {
	const picked = new Picked();
	picked.pick('a');
	picked.pick('b');
	expect(picked.of('b')).toBe('b');
	expect(picked.of('a')).toBe('a');
	picked.pick('c');
	expect(picked.of('theirs')).toBe('theirs');
	expect(picked.of('c')).toBe('c');
});

test('a picture that is taken away stays away', () => {
	const picked = new Picked();
	picked.pick('a');
	picked.pick('');
	expect(picked.of('a')).toBe('');
});
