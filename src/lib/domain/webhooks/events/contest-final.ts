import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE } from '../event.ts';

export const contestFinal = event({
	summary:
		'A contest’s result is final and shown; or it was corrected, and then `number` is above 1. Read it at /contests/{slug}/results.',
	data: z.strictObject({
		contest: contestOfEvent,
		number: z.int().min(1).describe('1 for the first result; each correction is the next.'),
		sha256: z.string().describe('SHA-256 of the result’s document, lower-case hex.'),
		reason: z.string().nullable().describe('Why it was corrected.'),
	}),
	example: {
		contest: EXAMPLE.contest,
		number: 1,
		sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
		reason: null,
	},
});
