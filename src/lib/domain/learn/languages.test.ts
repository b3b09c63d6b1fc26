import { expect, test } from 'vitest';
import { languageOf } from './languages.ts';

test('the language that was chosen wins over the browser’s', () => {
	expect(languageOf('it', 'sv')).toBe('it');
});

test.each([
	['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
	['de-DE, it;q=0.4, sv;q=0.7', 'sv'],
	['it, sv', 'it'],
	['sv;q=0, en;q=0.1', 'en'],
	['de', 'en'],
	['sv;level=1', 'sv'],
	['sv;q=nonsense', 'en'],
	['', 'en'],
	[null, 'en'],
])('from %j one reads in %s', (accepted, language) => {
	expect(languageOf(null, accepted)).toBe(language);
	expect(languageOf('klingon', accepted)).toBe(language);
});
