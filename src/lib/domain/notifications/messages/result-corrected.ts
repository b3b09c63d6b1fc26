import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A final result was corrected by a second one, linked to the first. */
export const resultCorrected = message({
	params: z.strictObject({
		contest: contestRef,
		/** The number of the new result. */
		number: z.int().min(2),
		/** Why, as the owner wrote it. */
		reason: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}/result`,
});
