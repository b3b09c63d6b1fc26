import { z } from 'zod';
import type { Scene } from './scene.ts';

/** What can be won, and once the contest is final, who has won it. */
export const prizes = {
	key: 'prizes',
	seconds: 20,
	needsContest: true,
	settings: z.strictObject({}),
	fields: [],
} as const satisfies Scene;
