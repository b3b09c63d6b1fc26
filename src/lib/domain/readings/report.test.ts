import { describe, expect, it } from 'vitest';
import { readingsOf, reportSchema } from './report.ts';

describe('a report of readings', () => {
	const report = { link: 'abc', at: '2026-06-15T12:00:00Z', screenshot: new Uint8Array(1) };

	it('says at least one total, whole and not negative', () => {
		expect(reportSchema.safeParse({ ...report, likes: 0 }).success).toBe(true);
		for (const wrong of [{}, { likes: -1 }, { reach: 1.5 }, { comments: 2 ** 31 }, { likes: '3' }])
			expect(reportSchema.safeParse({ ...report, ...wrong }).success).toBe(false);
	});

	it('becomes one reading per total that was said, with ids that stay', () => {
		const said = { likes: 3, comments: 0, reshares: null, reach: 900 };
		const at = '2026-06-15T12:00:00.000Z';
		const common = { type: 'reading', slug: 'abc', at };
		expect(readingsOf({ id: 'r1', slug: 'abc', at, ...said })).toEqual([
			{ ...common, id: 'report:r1:like', metric: 'like', total: 3 },
			{ ...common, id: 'report:r1:comment', metric: 'comment', total: 0 },
			{ ...common, id: 'report:r1:reach', metric: 'reach', total: 900 },
		]);
	});
});
