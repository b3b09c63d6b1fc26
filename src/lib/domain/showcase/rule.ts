import { z } from 'zod';
import { SHOWCASE_SIZE } from './size.ts';

/** By what a month's posts are measured: visitors, comments, or what was done with a post for each time it was seen. */
export const SHOWCASE_METRICS = ['clicks', 'conversations', 'rate'] as const;
export type ShowcaseMetric = (typeof SHOWCASE_METRICS)[number];

/** The owner's rule. */
export const showcaseRuleSchema = z.strictObject({
	metric: z.enum(SHOWCASE_METRICS),
	/** At most so many posts of one person are suggested. */
	perPerson: z.coerce.number().int().min(1).max(SHOWCASE_SIZE),
	/** A rate says something from so many impressions on: one of one is no achievement. */
	leastImpressions: z.coerce.number().int().min(1).max(1_000_000),
});
export type ShowcaseRule = z.output<typeof showcaseRuleSchema>;

/** Until an owner says otherwise. */
export const DEFAULT_SHOWCASE_RULE: ShowcaseRule = {
	metric: 'clicks',
	perPerson: 1,
	leastImpressions: 200,
};
