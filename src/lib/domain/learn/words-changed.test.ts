import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsChanged, type Change } from './words-changed.ts';

const joined = (changes: readonly Change[], without: Change['kind']) =>
	changes
		.filter(({ kind }) => kind !== without)
		.map(({ text }) => text)
		.join('');

test('what is new is shown word by word', () => {
	expect(wordsChanged('Say who you are.', 'Always say who you really are.')).toEqual([
		{ kind: 'removed', text: 'Say ' },
		{ kind: 'added', text: 'Always say ' },
		{ kind: 'same', text: 'who you ' },
		{ kind: 'added', text: 'really ' },
		{ kind: 'same', text: 'are.' },
	]);
});

test('equal texts have nothing but what is the same', () => {
	expect(wordsChanged('a b\nc', 'a b\nc')).toEqual([{ kind: 'same', text: 'a b\nc' }]);
	expect(wordsChanged('', '')).toEqual([]);
});

test('taken together, same and added are the new text, same and removed the old one', () => {
	const source = fc
		.array(fc.constantFrom('a', 'b', 'c', ' ', '\n'), { maxLength: 30 })
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(source, source, (before, after) => {
			const changes = wordsChanged(before, after);
			expect(joined(changes, 'removed')).toBe(after);
			expect(joined(changes, 'added')).toBe(before);
		}),
	);
});

test('texts too long to compare word by word are shown as replaced', () => {
	const before = `start ${'a '.repeat(4000)}`;
	const after = `start ${'b '.repeat(4000)}`;
	const changes = wordsChanged(before, after);
	expect(changes.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added']);
	expect(joined(changes, 'removed')).toBe(after);
});
