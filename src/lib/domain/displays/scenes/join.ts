import { z } from 'zod';
import type { Scene } from './scene.ts';

/** How to take part, with the portal's address as a QR code. */
export const join = {
	key: 'join',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({}),
	fields: [],
} as const satisfies Scene;
