import { z } from 'zod';
import { event, EXAMPLE, personOfEvent } from '../event.ts';

export const badgeAwarded = event({
	summary: 'Somebody was given a badge. Reserved: nothing is sent before there are badges.',
	data: z.strictObject({ badge: z.string(), person: personOfEvent }),
	example: { badge: 'first-share', person: EXAMPLE.mira },
});
