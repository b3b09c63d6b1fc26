import { z } from 'zod';
import { SHOWN_ROWS } from '../screen.ts';
import type { Scene } from './scene.ts';

/** The race of the teams, by what the rules count for a team. */
export const teams = {
	key: 'teams',
	seconds: 25,
	needsContest: true,
	settings: z.strictObject({ top: z.int().min(3).max(SHOWN_ROWS).default(6) }),
	fields: [{ name: 'top', kind: 'number', min: 3, max: SHOWN_ROWS }],
} as const satisfies Scene;
