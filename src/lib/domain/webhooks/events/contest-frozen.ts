import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE, instant } from '../event.ts';

export const contestFrozen = event({
	summary:
		'A contest’s public table is frozen: what happens from here on is shown when it is final.',
	data: z.strictObject({ contest: contestOfEvent, frozenAt: instant, endsAt: instant }),
	example: {
		contest: EXAMPLE.contest,
		frozenAt: '2026-12-30T17:00:00.000Z',
		endsAt: '2026-12-31T17:00:00.000Z',
	},
});
