import { z } from 'zod';
import { wallTime } from '../../contest/local-time.ts';
import type { Scene } from './scene.ts';

/** To the contest's start or end; or to a moment of the display's zone, which needs a title to mean something. */
export const countdown = {
	key: 'countdown',
	seconds: 15,
	needsContest: false,
	settings: z.strictObject({
		title: z.string().trim().max(80).default(''),
		at: z
			.string()
			.trim()
			.max(30)
			.refine((at) => at === '' || wallTime(at) !== null, 'not a date and time')
			.default(''),
	}),
	fields: [
		{ name: 'title', kind: 'text', max: 80, lines: 1 },
		{ name: 'at', kind: 'moment' },
	],
} as const satisfies Scene;
