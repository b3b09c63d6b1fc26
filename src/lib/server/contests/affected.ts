import { z } from 'zod';
import { guarded } from '../context.ts';

export type AffectedPerson = { externalId: string; name: string; team: string };

/**
 * Who begins and who ceases to compete under these exclusions, by name: against the contest's own, or, without a
 * contest, against everybody competing. Active people only. Throws Failure `not_found`.
 */
export const affectedBy = guarded(
	'affectedBy',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100).optional(),
		exclude: z.strictObject({
			people: z.array(z.string().max(200)).max(10_000),
			teams: z.array(z.string().max(200)).max(10_000),
			groups: z.array(z.string().max(200)).max(10_000),
		}),
	}),
	async (): Promise<{
		joining: AffectedPerson[];
		leaving: AffectedPerson[];
		/** How many compete then. */
		competing: number;
		/** Names that nobody bears yet, as `people: x`. */
		unknown: string[];
	}> => {
		throw new Error('not yet');
	},
);
