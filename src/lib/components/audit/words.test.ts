import { describe, expect, it } from 'vitest';
import { actorText, instantText, keyText } from './words.ts';

describe('an entry of the audit log in words', () => {
	it('says who it was, whatever they are', () => {
		expect(actorText({ kind: 'person', name: 'Ada Berg' })).toBe('Ada Berg');
		const texts = ['system', 'token', 'display', 'visitor'].map((kind) =>
			actorText({ kind, name: 'jobs' }),
		);
		expect(texts[0]).toContain('jobs');
		expect(texts[1]).toContain('jobs');
		expect(new Set(texts).size).toBe(4);
	});

	it('tells instants with their year and second, in the zone that is asked for', () => {
		expect(instantText('2026-12-31T23:30:05.000Z', 'Europe/Stockholm')).toBe(
			'1 Jan 2027, 00:30:05',
		);
	});

	it('reads keys and actions as words', () => {
		expect(keyText('rules.minClicks')).toBe('rules › min clicks');
		expect(keyText('prize.handed_over')).toBe('prize › handed over');
	});
});
