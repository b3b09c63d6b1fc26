import { z } from 'zod';
import type { Scene } from './scene.ts';

export const AWARD_KINDS = ['both', 'badges', 'thanks'] as const;
/** So many fit. */
export const MOST_AWARDS = 6;

/** The badges that came last, and what people thanked each other for. */
export const awards = {
	key: 'awards',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({
		what: z.enum(AWARD_KINDS).default('both'),
		top: z.int().min(1).max(MOST_AWARDS).default(MOST_AWARDS),
	}),
	fields: [
		{ name: 'what', kind: 'choice', options: AWARD_KINDS },
		{ name: 'top', kind: 'number', min: 1, max: MOST_AWARDS },
	],
} as const satisfies Scene;
