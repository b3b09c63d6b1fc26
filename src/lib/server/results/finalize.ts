import { z } from 'zod';
import type { FinalizationView } from '#lib/domain/results/view.ts';
import { guarded } from '../context.ts';

const contest = z.string().min(1).max(100);

/** What finalising would fix, and what still keeps it from being done. Throws Failure `not_found`. */
export const readFinalization = guarded(
	'readFinalization',
	'contests.finalize',
	z.strictObject({ contest }),
	(): Promise<FinalizationView> => Promise.reject(new Error('not built yet')),
);

/**
 * Makes a contest final: stores table, rules, prizes won and the facts' digest for ever, in one transaction. A person
 * gives their password again. `hold` keeps the public table frozen until the reveal. Throws Failure `conflict` with
 * `errors` naming every blocker (path = the blocker's key) and on a stale revision, `invalid` (`password`), `too_many`.
 */
export const finalizeContest = guarded(
	'finalizeContest',
	'contests.finalize',
	z.strictObject({
		contest,
		/** The contest's revision that was looked at; programs may leave it out. */
		revision: z.int().min(1).optional(),
		password: z.string().max(1000).optional(),
		hold: z.boolean().default(false),
	}),
	(): Promise<{ sha256: string }> => Promise.reject(new Error('not built yet')),
);
