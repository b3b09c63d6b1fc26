import { describe, expect, it } from 'vitest';
import { splitHashtags } from './hashtag-words.ts';
import { hashtagsSchema } from './hashtags.ts';

describe('hashtags', () => {
	it('lose their sign, keep their order and stand once', () => {
		expect(
			hashtagsSchema.parse(['#LifeAtNorrvik', ' B2B', 'b2b', '＃räksmörgås', 'हिन्दी']),
		).toEqual(['LifeAtNorrvik', 'B2B', 'räksmörgås', 'हिन्दी']);
	});

	it.each(['#', '2030', 'two words', 'semi;colon', 'a#b', 'a\u200bb', 'x'.repeat(101)])(
		'are not %s',
		(tag) => {
			expect(hashtagsSchema.safeParse([tag]).success).toBe(false);
		},
	);

	it('are found in a field however they were separated', () => {
		expect(splitHashtags(' #a, b;#c#d\n e ')).toEqual(['#a', 'b', '#c', '#d', 'e']);
		expect(splitHashtags('')).toEqual([]);
	});
});
