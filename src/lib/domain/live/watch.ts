import { z } from 'zod';
import { isStorable } from '../text.ts';

/**
 * What `watch` takes. Apart from the events, because browsers load those: the validator would be a third of a page's
 * JavaScript (26 kB of 70, gzip).
 */
export const watchSchema = z.strictObject({
	contest: z.string().min(1).max(100).refine(isStorable),
	top: z.int().min(1).max(200).default(50),
});

export type WatchRequest = z.input<typeof watchSchema>;

/** What `follow` takes: a paired display's own id, or that somebody looks at the showcase. */
export const followSchema = z.union([
	z.strictObject({ display: z.uuid() }),
	z.strictObject({ showcase: z.literal(true) }),
]);

export type FollowRequest = z.infer<typeof followSchema>;
