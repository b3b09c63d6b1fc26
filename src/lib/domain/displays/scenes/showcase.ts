import { z } from 'zod';
import type { Scene } from './scene.ts';

export const SHOWCASE_PARTS = ['five', 'best'] as const;

/** The latest published showcase: a month's five best posts, or the best one in large. */
export const showcase = {
	key: 'showcase',
	seconds: 30,
	needsContest: false,
	settings: z.strictObject({ posts: z.enum(SHOWCASE_PARTS).default('five') }),
	fields: [{ name: 'posts', kind: 'choice', options: SHOWCASE_PARTS }],
} as const satisfies Scene;
