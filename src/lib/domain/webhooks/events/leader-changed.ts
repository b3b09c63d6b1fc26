import { z } from 'zod';
import { contestOfEvent, event, EXAMPLE, personOfEvent } from '../event.ts';

export const leaderChanged = event({
	summary:
		'Somebody else leads a running contest, alone and for at least a minute, on the table that everybody sees; never while it is frozen.',
	data: z.strictObject({
		contest: contestOfEvent,
		leader: personOfEvent,
		points: z.int(),
		before: personOfEvent.nullable().describe('Who was told to lead before; null for the first.'),
	}),
	example: { contest: EXAMPLE.contest, leader: EXAMPLE.mira, points: 412, before: EXAMPLE.noor },
});
