import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A contest in which the reader competes was called off. */
export const contestCancelled = message({
	params: z.strictObject({
		contest: contestRef,
		/** Why, as the owner wrote it. */
		reason: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}`,
});
