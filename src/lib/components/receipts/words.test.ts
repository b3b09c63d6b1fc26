import { describe, expect, it } from 'vitest';
import type { Receipt } from '#lib/domain/receipts/view.ts';
import { factText, reasonText, type Setting } from './words.ts';

const setting: Setting = {
	metrics: { click: { points: 1, dailyCap: 200, postDailyCap: 40 }, like: { points: 2 } },
	dedupeHours: 12,
};

function receipt(over: Partial<Receipt>): Receipt {
	return {
		id: '1',
		at: '2026-11-01T10:00:00.000Z',
		day: '2026-11-01',
		metric: 'click',
		units: 1,
		counted: 0,
		points: 0,
		reason: null,
		note: null,
		link: null,
		...over,
	};
}

describe('the words of a receipt', () => {
	it('give no reason where all of it counted', () => {
		expect(reasonText(receipt({ counted: 1 }), setting)).toBeNull();
	});

	it('name the window, the cap and the owner’s own words', () => {
		expect(reasonText(receipt({ reason: 'duplicate' }), setting)).toContain('12 hours');
		expect(reasonText(receipt({ reason: 'daily_cap' }), setting)).toContain('200 clicks');
		expect(reasonText(receipt({ reason: 'post_daily_cap' }), setting)).toContain('40 clicks');
		expect(reasonText(receipt({ reason: 'void', note: 'A bought click' }), setting)).toContain(
			'A bought click',
		);
	});

	it('say how much of a reading counted when a cap cut it in part', () => {
		const cut = receipt({ metric: 'like', units: 9, counted: 4, reason: 'daily_cap' });
		expect(reasonText(cut, setting)).toMatch(/^4 of 9 counted\./);
	});

	it('tell one like from several', () => {
		expect(factText(receipt({ metric: 'like', units: 1 }))).toBe('1 like on');
		expect(factText(receipt({ metric: 'like', units: 3 }))).toBe('3 likes on');
	});
});
