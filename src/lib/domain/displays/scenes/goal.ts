import { z } from 'zod';
import type { Scene } from './scene.ts';

/** What everybody gathers together: of the contest's public table. */
export const GOALS = ['clicks', 'points', 'conversions'] as const;

/** How far everybody together has come towards a target. */
export const goal = {
	key: 'goal',
	seconds: 20,
	needsContest: true,
	settings: z.strictObject({
		title: z.string().trim().max(80).default(''),
		goal: z.enum(GOALS).default('clicks'),
		target: z.int().min(1).max(1_000_000_000).default(1000),
	}),
	fields: [
		{ name: 'title', kind: 'text', max: 80, lines: 1 },
		{ name: 'goal', kind: 'choice', options: GOALS },
		{ name: 'target', kind: 'number', min: 1, max: 1_000_000_000 },
	],
} as const satisfies Scene;
