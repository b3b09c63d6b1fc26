import { z } from 'zod';
import type { Scene } from './scene.ts';

export const MONTHS = ['this', 'last'] as const;

/** The five whose links brought most people in a calendar month of the display's zone. */
export const month = {
	key: 'month',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({ month: z.enum(MONTHS).default('this') }),
	fields: [{ name: 'month', kind: 'choice', options: MONTHS }],
} as const satisfies Scene;
