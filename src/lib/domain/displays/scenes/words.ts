import { z } from 'zod';
import type { Scene } from './scene.ts';

/** A welcome, or anything else in one's own words, with a picture beside it. */
export const words = {
	key: 'words',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({
		title: z.string().trim().max(80).default(''),
		text: z.string().trim().max(400).default(''),
		picture: z.uuid().nullable().default(null),
	}),
	fields: [
		{ name: 'title', kind: 'text', max: 80, lines: 1 },
		{ name: 'text', kind: 'text', max: 400, lines: 5 },
		{ name: 'picture', kind: 'picture' },
	],
} as const satisfies Scene;
