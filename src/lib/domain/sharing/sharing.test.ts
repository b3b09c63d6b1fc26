import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BY_KEY } from '#lib/domain/networks/networks.ts';
import { bestHour, DEFAULT_HOUR, nextAtHour } from './best-hour.ts';
import { composeText, forbiddenIn, judgedTyping, LONGEST_TEXT, roomLeft } from './compose.ts';
import { findings } from './findings.ts';
import { languagesOf, suggestion, suggestionsOf } from './suggest.ts';
import { disclosureIn } from './disclosure.ts';
import { DEFAULT_POLICY, domainSchema, isAllowed, policySchema } from './policy.ts';

const LINK = 'https://laurel.example/r/abcdefgh';

describe('what is shared', () => {
	it.each([
		['Hello', 'I work here.', 'Hello\n\nI work here.'],
		['', 'I work here.', 'I work here.'],
		['Hello', null, 'Hello'],
		['  Hello, by the way: i WORK hére! ', 'I work here.', 'Hello, by the way: i WORK hére!'],
		['I work. Here', 'I work here.', 'I work. Here'],
		['I work right here', 'I work here.', 'I work right here\n\nI work here.'],
		['a\u202eb\u200b', null, 'ab'],
	])('from %j with %j is %j', (text, disclosure, composed) => {
		expect(composeText(text, disclosure)).toBe(composed);
	});

	it('carries the disclosure once, however often it goes through', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
				const once = composeText(text, 'I work here.');
				expect(forbiddenIn(once, ['I work here'])).toHaveLength(1);
				expect(composeText(once, 'I work here.')).toBe(once);
			}),
		);
	});

	it('has as much room as the network leaves beside its link', () => {
		expect(roomLeft(BY_KEY.x, 'a'.repeat(256), LINK)).toBe(0);
		expect(roomLeft(BY_KEY.x, '😀'.repeat(129), LINK)).toBe(-2);
		expect(roomLeft(BY_KEY.linkedin, '', LINK)).toBe(3000);
	});

	it('is judged with every letter, of what was pasted without end only the beginning', () => {
		const left = (key: 'x' | 'facebook', text: string) =>
			judgedTyping(BY_KEY[key], text, { disclosure: 'I work here.', link: LINK }).left;
		expect(left('x', 'a'.repeat(242))).toBe(0);
		expect(left('x', 'a'.repeat(243))).toBe(-1);
		expect(left('facebook', 'a'.repeat(LONGEST_TEXT - 1))).toBe(1);
		expect(left('facebook', 'a'.repeat(LONGEST_TEXT + 5))).toBe(-5);
		expect(left('x', '😀'.repeat(50_000))).toBeLessThan(-90_000);
	});

	it('names forbidden words: whole, as phrases, whatever their case and accents', () => {
		const list = ['Guarantee', 'best in class', 'café', '  ', 'müller'];
		expect(forbiddenIn('We GUARANTEE the Best-in class cafe', list)).toEqual([
			...['Guarantee', 'best in class', 'café'],
		]);
		expect(forbiddenIn('guaranteed, best of class', list)).toEqual([]);
		expect(forbiddenIn('gua\u200brantee', list)).toEqual(['Guarantee']);
	});
});

describe('the policy', () => {
	it('discloses in the post’s language, or the nearest one there is', () => {
		expect(disclosureIn(DEFAULT_POLICY, 'sv')).toBe('Jag arbetar här.');
		expect(disclosureIn(DEFAULT_POLICY, 'it-CH')).toBe('Lavoro qui.');
		expect(disclosureIn(DEFAULT_POLICY, 'fi')).toBe('I work here.');
		const only = { ...DEFAULT_POLICY, disclosures: [{ language: 'fi', text: 'Työskentelen' }] };
		expect(disclosureIn(only, 'de')).toBe('Työskentelen');
		expect(disclosureIn({ ...only, disclosures: [] }, 'de')).toBe('I work here.');
		expect(disclosureIn({ ...only, disclosure: false }, 'fi')).toBeNull();
	});

	it('allows a domain and what lies below it, and nothing that only looks like it', () => {
		const domains = ['example.com'];
		expect(isAllowed('https://example.com/a', domains)).toBe(true);
		expect(isAllowed('https://www.example.com', domains)).toBe(true);
		expect(isAllowed('https://notexample.com', domains)).toBe(false);
		expect(isAllowed('https://example.com.evil.example', domains)).toBe(false);
		expect(isAllowed('no address', domains)).toBe(false);
	});

	it.each([
		['Example.COM', 'example.com'],
		['räksmörgås.se', 'xn--rksmrgs-5wao1o.se'],
		['https://example.com', null],
		['example.com/path', null],
		['localhost', null],
		['10.0.0.1', null],
		['[::1]', null],
		['', null],
	])('takes %j as the domain %j', (written, domain) => {
		expect(domainSchema.safeParse(written).data ?? null).toBe(domain);
	});

	it('has each language once', () => {
		const twice = [...DEFAULT_POLICY.disclosures, { language: 'EN', text: 'Me too.' }];
		expect(policySchema.safeParse({ ...DEFAULT_POLICY, disclosures: twice }).success).toBe(false);
		expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
	});
});

describe('the text to begin with', () => {
	const text = (network: string, language: string, text: string) => ({ network, language, text });
	const story = {
		title: 'A story',
		hashtags: ['Life', 'Work'],
		texts: [text('x', 'sv', 'Kort #life'), text('linkedin', '', 'Long'), text('x', 'en', 'Short')],
	};

	it('is the network’s own in the reader’s language, else another’s, else the title, with hashtags', () => {
		expect(suggestion(story, 'x', 'sv')).toBe('Kort #life\n\n#Work');
		expect(suggestion(story, 'x', 'en')).toBe('Short\n\n#Life #Work');
		expect(suggestion(story, 'bluesky', 'it')).toBe('Long\n\n#Life #Work');
		expect(suggestion({ ...story, texts: [], hashtags: [] }, 'x', 'en')).toBe('A story');
	});

	it('is among those that one’s own voice is measured against', () => {
		expect(suggestionsOf(story)).toContain(suggestion(story, 'x', 'sv'));
		expect(suggestionsOf(story)).toHaveLength(4);
		expect(languagesOf(story)).toEqual(['en', 'sv']);
	});
});

describe('the best hour', () => {
	const hours = (at: Record<number, number>) => Array.from({ length: 24 }, (_, i) => at[i] ?? 0);

	it('is one’s own with enough clicks, else the company’s, else the stated guess', () => {
		const company = hours({ 8: 60, 17: 60 });
		expect(bestHour(hours({ 12: 20, 13: 10 }), company)).toEqual({
			...{ hour: 12, from: 'own', clicks: 20, total: 30 },
		});
		expect(bestHour(hours({ 12: 29 }), company)).toEqual({
			...{ hour: 8, from: 'company', clicks: 60, total: 120 },
		});
		expect(bestHour(hours({ 12: 29 }), hours({ 8: 99 }))).toEqual({
			...{ hour: DEFAULT_HOUR, from: 'default', clicks: 0, total: 0 },
		});
	});

	it.each([
		['2026-11-26T07:59:00Z', '2026-11-26T08:00:00.000Z'],
		['2026-11-26T08:00:00Z', '2026-11-27T08:00:00.000Z'],
		['2026-11-27T12:00:00Z', '2026-11-30T08:00:00.000Z'],
	])('comes next, on a working day, after %s', (now, next) => {
		expect(nextAtHour(new Date(now), 9, 'Europe/Stockholm').toISOString()).toBe(next);
	});
});

describe('what worked', () => {
	const network = (name: string, average: number) => ({
		...{ network: name, clicks: Math.round(average * 3), conversions: 0, reactions: 0, average },
	});
	const weekdays = [10, 30, 0, 0, 0, 0, 0];

	it('is not said below 20 clicks', () => {
		const input = { networks: [], weekdays: [19, 0, 0, 0, 0, 0, 0], posts: [] };
		expect(findings(input)).toEqual([]);
	});

	it('names its numbers', () => {
		const post = (clicks: number, originality: number | null) => ({
			...{ title: `Brought ${clicks}`, clicks, originality },
		});
		const found = findings({
			networks: [network('x', 4.5), network('linkedin', 12), network('email', 0)],
			weekdays,
			posts: [
				post(1, 0),
				post(2, 10),
				post(2, 29),
				post(9, 70),
				post(8, 90),
				post(9, 100),
				post(3, null),
			],
		});
		expect(found).toEqual([
			{ kind: 'network', network: 'linkedin', average: 12, next: 'x', nextAverage: 4.5 },
			{ kind: 'own_words', own: 8.7, close: 1.7 },
			{ kind: 'weekday', weekday: 1, clicks: 30, total: 40 },
			{ kind: 'post', title: 'Brought 9', clicks: 9, total: 40 },
		]);
	});

	it('compares nothing that is equal or too little', () => {
		const input = { networks: [network('x', 4), network('email', 4)], weekdays, posts: [] };
		expect(findings(input).map(({ kind }) => kind)).toEqual(['weekday']);
		const none = { title: 'None', clicks: 0, originality: 80 };
		expect(findings({ ...input, posts: [none] }).map(({ kind }) => kind)).toEqual(['weekday']);
	});
});
