import { z } from 'zod';
import { guarded } from '../context.ts';

/**
 * Begins a draft: blank, a contest with its dates moved, or a change to one. A contest has at most one draft that
 * changes it: the one that is there is given (`created` false). Throws Failure `not_found`, and `conflict` for a
 * contest that is final or cancelled.
 */
export const startDraft = guarded(
	'startDraft',
	'contests.write',
	z.strictObject({
		from: z
			.union([
				z.literal('blank'),
				z.strictObject({
					clone: z.string().min(1).max(100),
					/** A local date-time; without it, the next box of the same length that lies ahead. */
					startsAt: z.string().max(40).optional(),
				}),
				z.strictObject({ edit: z.string().min(1).max(100) }),
			])
			.default('blank'),
	}),
	async (): Promise<{ id: string; created: boolean }> => {
		throw new Error('not yet');
	},
);
