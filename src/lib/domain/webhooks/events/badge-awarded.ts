import { z } from 'zod';
import { event, EXAMPLE, instant, personOfEvent } from '../event.ts';

export const badgeAwarded = event({
	summary:
		'Somebody was given a badge, by their facts or by a colleague. What a frozen contest hides is told when it is shown; badges found in facts of before are not told.',
	data: z.strictObject({
		badge: z.string().describe('Its key, or the id of an own badge.'),
		name: z.string().describe('In English, or as owners called it.'),
		level: z.int().describe('From 1.'),
		reason: z.string().describe('`once`, or what it was given for: `contest:autumn-sprint`.'),
		at: instant,
		person: personOfEvent,
	}),
	example: {
		...{ badge: 'clicks', name: 'Crowd', level: 2, reason: 'once', at: '2026-10-08T09:30:00.000Z' },
		person: EXAMPLE.mira,
	},
});
