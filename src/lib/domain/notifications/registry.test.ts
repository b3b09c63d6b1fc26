import { describe, expect, it } from 'vitest';
import { isNoticeKind, NOTICE_KINDS, noticeTarget, type NoticeContent } from './registry.ts';
import { EXAMPLES } from './examples.ts';

describe.each(NOTICE_KINDS)('a notice of the kind %s', (kind) => {
	const examples = EXAMPLES.filter((example) => example.kind === kind);

	it('has an example that its schema takes, and leads to a page of the portal', () => {
		expect(examples.length).toBeGreaterThan(0);
		for (const { params } of examples) {
			const target = noticeTarget(kind, params);
			expect(target.params).toEqual(params);
			expect(target.href).toMatch(/^\/[a-z]/);
		}
	});

	it('refuses what is missing and what nobody knows', () => {
		expect(() => noticeTarget(kind, {})).toThrow();
		const [example] = examples as [NoticeContent];
		expect(() => noticeTarget(kind, { ...example.params, colour: 'red' })).toThrow();
	});
});

describe('where a notice leads', () => {
	const params = { contest: { slug: 'autumn', name: 'Autumn' } };

	it('is what the caller says, if that is a page of the portal', () => {
		expect(noticeTarget('result_final', params, '/contests/autumn').href).toBe('/contests/autumn');
		for (const other of ['https://evil.example', '//evil.example', '/\\evil.example', 'contests']) {
			expect(() => noticeTarget('result_final', params, other)).toThrow(RangeError);
		}
	});

	it('knows its kinds, and no property of every object', () => {
		expect(isNoticeKind('prize_won')).toBe(true);
		expect(isNoticeKind('toString')).toBe(false);
	});
});
