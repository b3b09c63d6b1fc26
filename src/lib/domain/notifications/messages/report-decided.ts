import { z } from 'zod';
import { message } from '../message.ts';

/** An owner has decided on the readings that the reader reported. */
export const reportDecided = message({
	params: z.discriminatedUnion('outcome', [
		z.strictObject({ post: z.string(), outcome: z.literal('approved') }),
		z.strictObject({
			post: z.string(),
			outcome: z.literal('declined'),
			/** As the owner wrote it. */
			reason: z.string(),
		}),
	]),
	href: () => '/readings/mine',
});
