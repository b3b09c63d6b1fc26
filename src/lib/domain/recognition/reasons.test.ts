import { describe, expect, it } from 'vitest';
import { electable } from './ambassador.ts';
import { mayWithdraw } from './limits.ts';
import { reasonsFor, type PostBrought } from './reasons.ts';

const post = (over: Partial<PostBrought>): PostBrought => ({
	...{ postId: 'p', title: 'The teardown', clicks: 0, comments: 0, conversions: [] },
	...over,
});

describe('what to thank somebody for', () => {
	it('is first what somebody did after a click, then what was talked about, then visitors', () => {
		const posts = [
			post({ clicks: 40, comments: 3 }),
			post({
				title: 'Pay bands',
				clicks: 9,
				comments: 8,
				conversions: [
					{ kind: 'lead', name: 'Lead', count: 1 },
					{ kind: 'demo_request', name: null, count: 3 },
				],
			}),
		];
		expect(reasonsFor(posts, 4)).toEqual([
			{
				...{ kind: 'conversions', of: 'demo_request', name: 'demo request' },
				...{ count: 3, title: 'Pay bands' },
			},
			{ kind: 'conversions', of: 'lead', name: 'Lead', count: 1, title: 'Pay bands' },
			{ kind: 'conversations', count: 8, title: 'Pay bands' },
			{ kind: 'clicks', count: 40, title: 'The teardown' },
		]);
	});

	it('goes by the name that an owner gave, where it is not the usual one', () => {
		const of = (kind: string, name: string | null) =>
			reasonsFor([post({ conversions: [{ kind, name, count: 2 }] })], 0);
		expect(of('lead', 'Prospect')).toMatchObject([{ of: null, name: 'Prospect' }]);
		expect(of('trial_day', null)).toMatchObject([{ of: null, name: 'trial day' }]);
		expect(of('toString', null)).toMatchObject([{ of: null }]);
	});

	it('names who is there week after week, also without one great post', () => {
		expect(reasonsFor([post({ clicks: 6 })], 3)).toEqual([
			{ kind: 'clicks', count: 6, title: 'The teardown' },
			{ kind: 'steady', weeks: 3 },
		]);
		expect(reasonsFor([], 2)).toEqual([]);
	});

	it('is nothing where a few clicks are all there is: naming them would be mockery', () => {
		expect(reasonsFor([post({ clicks: 4, comments: 1 })], 1)).toEqual([]);
	});
});

describe('thanks', () => {
	const given = new Date('2026-11-29T10:00:00Z');

	it('may be taken back within an hour, to the minute', () => {
		expect(mayWithdraw(given, new Date('2026-11-29T11:00:00Z'))).toBe(true);
		expect(mayWithdraw(given, new Date('2026-11-29T11:00:01Z'))).toBe(false);
	});
});

describe('a month’s ambassador', () => {
	const a = { id: 'a', votes: 2 };
	const b = { id: 'b', votes: 2 };
	const c = { id: 'c', votes: 0 };

	it('is one of those with the most votes, where it is voted', () => {
		expect(electable('vote', [a, c])).toEqual([a]);
		expect(electable('vote', [a, b, c])).toEqual([a, b]);
	});

	it('is nobody as long as nobody has voted, or nobody is nominated', () => {
		expect(electable('vote', [c])).toEqual([]);
		expect(electable('vote', [])).toEqual([]);
	});

	it('is any of them where owners decide', () => {
		expect(electable('decision', [a, b, c])).toEqual([a, b, c]);
	});
});
