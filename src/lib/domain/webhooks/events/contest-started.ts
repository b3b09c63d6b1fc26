import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE, instant } from '../event.ts';

export const contestStarted = event({
	summary: 'A contest has started.',
	data: z.strictObject({ contest: contestOfEvent, startedAt: instant, endsAt: instant }),
	example: {
		contest: EXAMPLE.contest,
		startedAt: '2026-10-01T07:00:00.000Z',
		endsAt: '2026-12-31T17:00:00.000Z',
	},
});
