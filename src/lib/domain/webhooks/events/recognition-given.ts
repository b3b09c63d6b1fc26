import { z } from 'zod';
import { event, EXAMPLE, instant, personOfEvent } from '../event.ts';

export const recognitionGiven = event({
	summary:
		'Somebody thanked a colleague in public, an hour ago: until then thanks can be taken back. Never for who does not appear by name.',
	data: z.strictObject({
		id: z.uuid(),
		from: personOfEvent,
		to: personOfEvent,
		message: z.string().describe('Plain text: what looks like markup is text.'),
		badge: z.string().nullable().describe('The key of a badge that goes with it.'),
		at: instant,
	}),
	example: {
		...{ id: '01900000-0000-7000-8000-000000000001', from: EXAMPLE.noor, to: EXAMPLE.mira },
		message: 'Three demo requests came from your teardown post. Thank you!',
		...{ badge: null, at: '2026-10-08T09:30:00.000Z' },
	},
});
