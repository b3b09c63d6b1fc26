import { describe, expect, it } from 'vitest';
import { displaySettingsSchema } from './settings.ts';

describe('a screen’s settings', () => {
	it('are complete from nothing', () => {
		expect(displaySettingsSchema.parse({})).toEqual({
			safeMarginPercent: 5,
			rotate: 0,
			night: null,
			plain: null,
			hours: { from: '08:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] },
		});
	});

	it('refuse what no screen can do', () => {
		const refused = [
			{ safeMarginPercent: 11 },
			{ rotate: 45 },
			{ night: { from: '24:00', to: '06:00', mode: 'dim' } },
			{ night: { from: '22:00', to: '06:00', mode: 'off' } },
			{ hours: { from: '8:00', to: '18:00', weekdays: [1] } },
			{ hours: { from: '08:00', to: '18:00', weekdays: [0] } },
			{ volume: 11 },
		];
		for (const one of refused) expect(displaySettingsSchema.safeParse(one).success).toBe(false);
	});
});
