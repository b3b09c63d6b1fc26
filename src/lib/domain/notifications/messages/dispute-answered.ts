import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** An owner has decided on the reader's objection: upheld is "it stays", granted is "it is lifted". */
export const disputeAnswered = message({
	params: z.strictObject({
		contest: contestRef,
		outcome: z.enum(['upheld', 'granted']),
		/** What the owner answered. */
		answer: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}/decisions`,
});
