import { describe, expect, it } from 'vitest';
import { languageSchema } from './language-tag.ts';
import { forReader, languageName } from './language.ts';

describe('a language', () => {
	it('is kept in its canonical form', () => {
		expect(languageSchema.parse(' SV ')).toBe('sv');
		expect(languageSchema.parse('pt-br')).toBe('pt-BR');
	});

	it.each(['', 'x', 'svenska språket', 'en_US', 'a'.repeat(40)])('is not %s', (text) => {
		expect(languageSchema.safeParse(text).success).toBe(false);
	});

	it('has a name for readers, and keeps its tag where it has none', () => {
		expect(languageName('sv', 'en')).toBe('Swedish');
		expect(languageName('qqq', 'en')).toBe('qqq');
	});
});

describe('the text for a reader', () => {
	const texts = ['', 'en-GB', 'sv', 'pt'].map((language) => ({ language }));
	it.each([
		['sv', 'sv'],
		['en-US', 'en-GB'],
		['pt-BR', 'pt'],
		['it', ''],
		[null, ''],
	])('of %s is the one in "%s"', (reader, language) => {
		expect(forReader(texts, reader)).toEqual({ language });
	});

	it('is the first where none fits, and none where there is none', () => {
		expect(forReader([{ language: 'sv' }, { language: 'it' }], 'en')).toEqual({ language: 'sv' });
		expect(forReader([], 'en')).toBeUndefined();
	});
});
