import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** Facts of the reader's no longer count. */
export const voidMade = message({
	params: z.strictObject({
		/** Null where no contest took these facts. */
		contest: contestRef.nullable(),
		what: z.enum(['click', 'conversion', 'link', 'person']),
		/** Why, as the owner wrote it. */
		reason: z.string(),
	}),
	href: ({ contest }) => (contest ? `/contests/${contest.slug}/decisions` : '/contests'),
});
