import { z } from 'zod';
import { instantSchema } from '../contest/rules.ts';
import { REPORTED, REPORTED_KEYS, type Reported } from './reported.ts';

export * from './reported.ts';

/** So many reports of one person may wait: enough for a month of stories. */
export const MAX_OPEN = 20;

export const STATES = ['open', 'approved', 'declined', 'withdrawn'] as const;
export type ReportState = (typeof STATES)[number];

const total = z.int().min(0).max(2_147_483_647).optional();

/** A person's report: the totals that the network shows for an own post, and when it showed them. */
export const reportSchema = z
	.strictObject({
		/** The link's slug. */
		link: z.string().min(1).max(100),
		at: instantSchema,
		likes: total,
		comments: total,
		reshares: total,
		impressions: total,
		reach: total,
		/** The picture as it was uploaded. */
		screenshot: z.instanceof(Uint8Array),
	})
	.refine((report) => REPORTED_KEYS.some((key) => report[key] !== undefined), {
		path: ['totals'],
		message: 'say at least one',
	});

type Totals = Partial<Record<Reported, number | null>>;

/**
 * The events that an approved report becomes: one reading per total that was said. Their ids come of the report's, so that
 * approving twice is once. `at` is RFC 3339.
 */
export function readingsOf(report: { id: string; slug: string; at: string } & Totals) {
	return REPORTED_KEYS.flatMap((key) => {
		const said = report[key];
		if (said === null || said === undefined) return [];
		const { slug, at } = report;
		const id = `report:${report.id}:${REPORTED[key]}`;
		return [{ type: 'reading' as const, id, slug, at, metric: REPORTED[key], total: said }];
	});
}
