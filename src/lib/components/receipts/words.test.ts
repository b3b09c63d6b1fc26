import { describe, expect, it } from 'vitest';
import type { Receipt } from '#lib/domain/receipts/view.ts';
import { factText, reasonText, SUMS, type Setting } from './words.ts';

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
		conversion: null,
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

	it('name every kind of fact', () => {
		expect(factText(receipt({ metric: 'click' }))).toBe('A click on');
		expect(factText(receipt({ metric: 'conversion' }))).toBe('A conversion from');
		const sale = { kind: 'Sale', worth: null };
		expect(factText(receipt({ metric: 'conversion', conversion: sale }))).toBe('Sale from');
		const lead = { kind: 'lead', worth: null };
		expect(factText(receipt({ metric: 'conversion', conversion: lead }))).toBe('Lead from');
		const worth = { value: '49.5000', currency: 'EUR' };
		const paid = receipt({ metric: 'conversion', conversion: { kind: 'Sale', worth } });
		expect(factText(paid)).toBe('Sale, €49.50, from');
		expect(factText(receipt({ metric: 'comment', units: 2 }))).toBe('2 comments on');
		expect(factText(receipt({ metric: 'reshare', units: 1 }))).toBe('1 reshare of');
		expect(factText(receipt({ metric: 'adjustment', units: 0 }))).toBe('Correction by an owner');
	});

	it('call a reading that brought nothing new a reading, not “0 likes”', () => {
		expect(factText(receipt({ metric: 'like', units: 0 }))).toBe('A reading of the likes on');
	});

	it('speak of a void without a note too', () => {
		expect(reasonText(receipt({ reason: 'void' }), setting)).toBe('Taken out by an owner.');
	});

	it.each([
		['bot', /robot/],
		['prefetch', /ahead/],
		['self', /owner opened it/],
		['internal', /colleague/],
		['no_increase', /not grown/],
		['not_shared_in_contest', /before the contest began/],
		['outside_contest', /outside the contest’s dates/],
		['not_competing', /not compete/],
	] as const)('explain %s to whoever asks why it brought nothing', (reason, words) => {
		expect(reasonText(receipt({ reason }), setting)).toMatch(words);
	});

	it('say nothing of a cap for a correction, which has none', () => {
		const corrected = receipt({ metric: 'adjustment', reason: 'daily_cap' });
		expect(reasonText(corrected, setting)).toBeNull();
	});

	it('sum up each reason in words that no other reason has', () => {
		const sums = Object.values(SUMS).map((sum) => sum());
		expect(new Set(sums).size).toBe(12);
		expect(sums).not.toContain('');
	});
});
