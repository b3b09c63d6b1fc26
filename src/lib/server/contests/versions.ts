import { z } from 'zod';
import type { VersionView } from '#lib/domain/contest/life.ts';
import { guarded } from '../context.ts';

/** Every version of a contest's rules, newest first, each with what it changed. Throws Failure `not_found`. */
export const readVersions = guarded(
	'readVersions',
	'contests.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (): Promise<VersionView[]> => {
		throw new Error('not yet');
	},
);
