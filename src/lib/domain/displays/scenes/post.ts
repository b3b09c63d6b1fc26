import { z } from 'zod';
import type { Scene } from './scene.ts';

/** The post of the week. */
export const post = {
	key: 'post',
	seconds: 20,
	needsContest: true,
	settings: z.strictObject({}),
	fields: [],
} as const satisfies Scene;
