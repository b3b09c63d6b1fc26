import { z } from 'zod';
import type { Scene } from './scene.ts';

/** The time of day and the date in the display's zone. What is shown when nothing else is due. */
export const clock = {
	key: 'clock',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({}),
	fields: [],
} as const satisfies Scene;
