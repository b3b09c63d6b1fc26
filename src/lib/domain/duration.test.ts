import { expect, test } from 'vitest';
import { duration } from './duration.ts';

test.each([
	[1, 'en', '1 second'],
	[59, 'en', '59 seconds'],
	[60, 'en', '1 minute'],
	[61, 'en', '2 minutes'],
	[900, 'sv', '15 minuter'],
])('%i s in %s: %s', (seconds, locale, words) => {
	expect(duration(seconds, locale)).toBe(words);
});
