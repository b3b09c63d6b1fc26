import { z } from 'zod';
import { message } from '../message.ts';

/** An owner has decided on a story that the reader suggested. */
export const proposalDecided = message({
	params: z.strictObject({
		/** What was suggested. */
		title: z.string(),
		outcome: z.enum(['accepted', 'declined']),
		/** What the owner says to it. */
		note: z.string(),
	}),
	href: () => '/proposals',
});
