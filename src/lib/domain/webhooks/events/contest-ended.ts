import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE, instant } from '../event.ts';

export const contestEnded = event({
	summary: 'A contest is over; late facts are taken until `settledAt`.',
	data: z.strictObject({ contest: contestOfEvent, endedAt: instant, settledAt: instant }),
	example: {
		contest: EXAMPLE.contest,
		endedAt: '2026-12-31T17:00:00.000Z',
		settledAt: '2027-01-02T17:00:00.000Z',
	},
});
