import { z } from 'zod';
import type { LifeView } from '#lib/domain/contest/life.ts';
import { guarded } from '../context.ts';

/** Where a contest is in its life, what comes next and what an owner can do now. Throws Failure `not_found`. */
export const readLife = guarded(
	'readLife',
	'contests.write',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (): Promise<LifeView> => {
		throw new Error('not yet');
	},
);
