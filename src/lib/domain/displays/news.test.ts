import { describe, expect, it } from 'vitest';
import { newestOfEach } from './news.ts';

const badge = (day: number) => ({ kind: 'badge', at: `2026-11-${day}T12:00:00.000Z` });
const thanks = (day: number) => ({ kind: 'thanks', at: `2026-11-${day}T09:00:00.000Z` });

describe('news on a screen', () => {
	it('is the newest first, whatever it is', () => {
		expect(newestOfEach([badge(11), thanks(14), badge(13), thanks(12)], 6)).toEqual([
			...[thanks(14), badge(13), thanks(12), badge(11)],
		]);
	});

	it('keeps a third of the places for the kind that a wave of the other would hide', () => {
		const wave = [30, 29, 28, 27, 26, 25, 24].map(badge);
		expect(newestOfEach([...wave, thanks(12), thanks(11), thanks(10)], 6)).toEqual([
			...[badge(30), badge(29), badge(28), badge(27)],
			...[thanks(12), thanks(11)],
		]);
		expect(newestOfEach([...wave, thanks(12)], 6)).toHaveLength(6);
		expect(newestOfEach(wave, 6)).toEqual(wave.slice(0, 6));
	});

	it('gives the only place to what is newest', () => {
		expect(newestOfEach([thanks(12), badge(30)], 1)).toEqual([badge(30)]);
		expect(newestOfEach([], 6)).toEqual([]);
	});
});
