import { describe, expect, it } from 'vitest';
import { followUp } from './follow-up.ts';

const latest = (state: 'open' | 'dismissed' | 'acted', size: number, voided = false) => ({
	...{ state, size, voided },
});

describe('a finding', () => {
	it('raises a flag when there is none, and refreshes an open one, however small', () => {
		expect(followUp(null, 5)).toBe('raise');
		expect(followUp(latest('open', 50), 5)).toBe('refresh');
	});

	it('leaves what was dismissed alone until there is twice as much', () => {
		expect(followUp(latest('dismissed', 12), 23)).toBe('leave');
		expect(followUp(latest('dismissed', 12), 24)).toBe('follow');
	});

	it('is new after a void, since what that took out is not looked at any more', () => {
		expect(followUp(latest('acted', 40, true), 12)).toBe('follow');
	});

	it('is known when the void was lifted, or points were taken instead', () => {
		expect(followUp(latest('acted', 40), 79)).toBe('leave');
		expect(followUp(latest('acted', 40), 80)).toBe('follow');
	});

	it('stays dismissed also where a void is about', () => {
		expect(followUp(latest('dismissed', 12, true), 13)).toBe('leave');
	});
});
