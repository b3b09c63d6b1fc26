import { z } from 'zod';
import { event, EXAMPLE, personOfEvent } from '../event.ts';

export const ambassadorAnnounced = event({
	summary: 'The ambassador of a month is announced.',
	data: z.strictObject({
		month: z.string().describe('YYYY-MM, in the program’s zone.'),
		person: personOfEvent,
		reason: z
			.string()
			.nullable()
			.describe('Why they were nominated; null where they do not appear by name.'),
	}),
	example: {
		...{ month: '2026-10', person: EXAMPLE.mira },
		reason: 'She explains our product so that my mother understands it.',
	},
});
