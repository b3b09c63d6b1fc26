import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { shownNetwork } from '#lib/components/network-name.ts';
import {
	bestText,
	doneText,
	findingText,
	hourText,
	problemText,
	textProblem,
	voiceText,
	dayText,
} from './words.ts';

describe('the wording of sharing', () => {
	it('tells every distance from the suggestion apart, kindly', () => {
		const said = [
			voiceText({ kind: 'empty', own: null, twin: false }),
			voiceText({ kind: 'suggested', own: 0, twin: false }),
			voiceText({ kind: 'suggested', own: 12, twin: false }),
			voiceText({ kind: 'partly', own: 45, twin: false }),
			voiceText({ kind: 'own', own: 80, twin: false }),
			voiceText({ kind: 'suggested', own: 5, twin: true }),
		];
		expect(new Set(said).size).toBe(said.length);
		expect(said[3]).toContain('45%');
	});

	it('names the numbers that a finding and the best hour are known by', () => {
		expect(hourText(23)).toBe('23–00');
		expect(dayText('2026-11-03')).toBe('3 Nov');
		const best = { hour: 9, clicks: 40, total: 1200 };
		expect(bestText({ ...best, from: 'own' })).toMatch(/09–10.*40.*1,200/);
		expect(bestText({ ...best, from: 'company' })).toMatch(/09–10.*40.*1,200/);
		expect(bestText({ ...best, from: 'default' })).toMatch(/09–10/);
		const network = { network: 'x', average: 12.5, next: 'link', nextAverage: 3 };
		expect(findingText({ kind: 'network', ...network })).toMatch(/X.*12\.5.*Copied link 3/);
		expect(findingText({ kind: 'own_words', own: 9, close: 4 })).toMatch(/^Posts mostly.*9.*4/);
		expect(findingText({ kind: 'own_words', own: 4, close: 9 })).toMatch(/^Posts close.*9.*4/);
		expect(findingText({ kind: 'weekday', weekday: 1, clicks: 5, total: 20 })).toMatch(
			/Tuesday.*5.*20/,
		);
		expect(findingText({ kind: 'post', title: 'T', clicks: 5, total: 20 })).toMatch(/“T”.*5.*20/);
		expect(shownNetwork('bluesky')).toBe('Bluesky');
	});

	it('says why something was refused, at its field or by its reason', () => {
		expect(problemText({ problem: 'domain', errors: [] })).toBe(m.share_problem_domain());
		expect(problemText({ problem: 'x', errors: [] })).toBe(m.share_problem_other());
		const at = (path: string) =>
			problemText({ problem: 'invalid', errors: [{ path, message: '' }] });
		expect(at('server')).toBe(m.share_problem_server());
		expect(at('posts.0.text')).toBe(m.share_problem_texts());
		const errors = [
			{ path: 'posts.0.text', message: 'too_long' },
			{ path: 'posts.1.text', message: 'forbidden: a, b' },
		];
		expect(textProblem(errors, 0)).toBe(m.share_problem_long());
		expect(textProblem(errors, 1)).toBe(m.share_forbidden({ words: 'a, b' }));
		expect(textProblem(errors, 2)).toBeUndefined();
	});

	it('says what was done, and nothing for a word that somebody made up', () => {
		expect(doneText('saved')).toBe(m.share_done_saved());
		expect(doneText('constructor')).toBeNull();
		expect(doneText(null)).toBeNull();
	});
});
