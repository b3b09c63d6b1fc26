import { z } from 'zod';
import { SHOWN_ROWS } from '../screen.ts';
import type { Scene } from './scene.ts';

/** Whose table: everybody's, live; or that of an office, a team or a bracket, with `name` for which one. */
export const BOARD_OF = ['everyone', 'office', 'team', 'bracket'] as const;

/** The table. An office without a name is the display's own. */
export const board = {
	key: 'board',
	seconds: 60,
	needsContest: true,
	settings: z.strictObject({
		of: z.enum(BOARD_OF).default('everyone'),
		name: z.string().trim().max(200).default(''),
		top: z.int().min(3).max(SHOWN_ROWS).default(SHOWN_ROWS),
	}),
	fields: [
		{ name: 'of', kind: 'choice', options: BOARD_OF },
		{ name: 'name', kind: 'text', max: 200, lines: 1 },
		{ name: 'top', kind: 'number', min: 3, max: SHOWN_ROWS },
	],
} as const satisfies Scene;
