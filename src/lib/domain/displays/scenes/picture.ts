import { z } from 'zod';
import type { Scene } from './scene.ts';

/** A picture that the portal keeps, as large as the screen is. The screen asks nobody else for anything. */
export const picture = {
	key: 'picture',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({
		picture: z.uuid().nullable().default(null),
		title: z.string().trim().max(80).default(''),
	}),
	fields: [
		{ name: 'picture', kind: 'picture' },
		{ name: 'title', kind: 'text', max: 80, lines: 1 },
	],
} as const satisfies Scene;
