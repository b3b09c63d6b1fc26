import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EXAMPLES } from '#lib/domain/notifications/examples.ts';
import { noticeText } from './words.ts';

// A time of this year is told without it.
beforeAll(() => void vi.useFakeTimers({ now: new Date('2027-01-01T12:00:00Z'), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

describe('the wording of a notice', () => {
	it.each(EXAMPLES)('$kind is a sentence with everything that it carries', (notice) => {
		const text = noticeText(notice);
		expect(text).toMatch(/[.!?]$/);
		expect(text).not.toMatch(/undefined|null|NaN|\{|\}/);
		const { params } = notice;
		if ('post' in params && typeof params.post === 'string') expect(text).toContain(params.post);
		if ('contest' in params && params.contest) expect(text).toContain(params.contest.name);
		if ('webhook' in params) expect(text).toContain(params.webhook.host);
		if ('reason' in params) expect(text).toContain(params.reason);
		if ('title' in params) expect(text).toContain(params.title);
		if ('note' in params) expect(text).toContain(params.note);
		if ('prize' in params) expect(text).toContain(params.prize);
		if ('answer' in params) expect(text).toContain(params.answer);
		if ('points' in params) expect(text).toContain(String(Math.abs(params.points)));
	});

	it('says every two kinds differently', () => {
		const texts = EXAMPLES.map(noticeText);
		expect(new Set(texts).size).toBe(texts.length);
	});

	it('tells times in the contest’s zone', () => {
		const params = { contest: { slug: 'a', name: 'A' }, timeZone: 'Asia/Tokyo' };
		const endsAt = '2026-12-31T17:00:00.000Z';
		expect(noticeText({ kind: 'contest_started', params: { ...params, endsAt } })).toContain(
			'1 Jan, 02:00',
		);
	});
});
