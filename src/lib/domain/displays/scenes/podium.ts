import { z } from 'zod';
import type { Scene } from './scene.ts';

/** The first three, large. */
export const podium = {
	key: 'podium',
	seconds: 20,
	needsContest: true,
	settings: z.strictObject({}),
	fields: [],
} as const satisfies Scene;
