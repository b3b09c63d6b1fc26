import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** An owner gave the reader points, or took some. */
export const adjustmentMade = message({
	params: z.strictObject({
		contest: contestRef,
		/** Signed. */
		points: z.int(),
		/** Why, as the owner wrote it. */
		reason: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}/decisions`,
});
