import { z } from 'zod';
import type { ResultsView } from '#lib/domain/results/view.ts';
import { guarded, type Ctx } from '../context.ts';

/** A row of the newest result, with the portal's own id of the person. */
export type FinalRow = {
	personId: string;
	externalId: string;
	name: string;
	team: string;
	rank: number | null;
	points: number;
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
};

/**
 * The final table of a contest (own id) by its newest result, in order; empty when there is none. For verbs and
 * queries that have authorised already: it also answers while the contest is held for its reveal.
 */
export function finalTable(_ctx: Ctx, _contestId: string): Promise<FinalRow[]> {
	return Promise.reject(new Error('not built yet'));
}

/**
 * A contest's result, the newest unless a `number` is asked for. While it is held for the reveal it exists for owners
 * only. Throws Failure `not_found` (no such contest), `conflict` (reason `not_final` or `held`).
 */
export const readResults = guarded(
	'readResults',
	'results.read',
	z.strictObject({
		contest: z.string().min(1).max(100),
		number: z.int().min(1).max(1000).optional(),
	}),
	(): Promise<ResultsView> => Promise.reject(new Error('not built yet')),
);
