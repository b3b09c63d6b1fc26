import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A running contest counts by new rules from now on, all of it. */
export const rulesChanged = message({
	params: z.strictObject({
		contest: contestRef,
		/** The version that holds now. */
		version: z.int().min(1),
		/** Why, as the owner wrote it. */
		reason: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}`,
});
