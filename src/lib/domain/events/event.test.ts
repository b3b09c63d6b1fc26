import { describe, expect, it } from 'vitest';
import { eventSchema, judgeInstant } from './event.ts';

const at = '2026-06-01T12:00:00Z';
const ok = (event: unknown) => eventSchema.safeParse(event).success;
const click = { type: 'click', id: 'a', slug: 's', at, visitor: 'v' };
const reading = { type: 'reading', id: 'a', slug: 's', at, metric: 'like', total: 0 };
const conversion = { type: 'conversion', id: 'a', slug: 's', at, kind: 'lead' };

describe('an event from outside', () => {
	it('is a click, a reading or a conversion', () => {
		expect([click, reading, conversion].every(ok)).toBe(true);
		expect(ok({ ...conversion, slug: undefined, click: 'c' })).toBe(true);
		expect(ok({ ...conversion, value: '12.5000', currency: 'SEK' })).toBe(true);
	});

	it.each([
		[{ ...click, type: 'share' }],
		[{ ...click, id: '' }],
		[{ ...click, id: 'x'.repeat(10_000) }],
		[{ ...click, id: 7 }],
		[{ ...click, visitor: '\0' }],
		[{ ...click, at: '2026-06-01' }],
		[{ ...click, at: '2026-02-30T00:00:00Z' }],
		[{ ...click, points: 5 }],
		[{ ...reading, metric: 'share' }],
		[{ ...reading, total: -1 }],
		[{ ...reading, total: 1.5 }],
		[{ ...reading, total: '3' }],
		[{ ...reading, total: 3e9 }],
		[{ ...conversion, click: 'c' }],
		[{ ...conversion, slug: undefined }],
		[{ ...conversion, kind: ' ' }],
		[{ ...conversion, value: '5' }],
		[{ ...conversion, currency: 'SEK' }],
		[{ ...conversion, value: '-5', currency: 'SEK' }],
		[{ ...conversion, value: 5, currency: 'SEK' }],
		[{ ...conversion, value: '5', currency: 'XQQ' }],
		[null],
		['click'],
		[[]],
	])('is not %j', (event) => {
		expect(ok(event)).toBe(false);
	});
});

describe("an event's instant", () => {
	const now = new Date('2026-06-01T12:00:00Z');
	it('may be 5 minutes ahead, and not a millisecond more', () => {
		expect(judgeInstant(new Date('2026-06-01T12:05:00.000Z'), now)).toBeNull();
		expect(judgeInstant(new Date('2026-06-01T12:05:00.001Z'), now)).toBe('in_future');
	});

	it('may be 5 years old, and no older', () => {
		expect(judgeInstant(new Date('2021-06-02T00:00:00Z'), now)).toBeNull();
		expect(judgeInstant(new Date('2021-05-30T00:00:00Z'), now)).toBe('too_old');
	});
});
