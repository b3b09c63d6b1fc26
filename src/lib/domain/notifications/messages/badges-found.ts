import { z } from 'zod';
import { message } from '../message.ts';

/** Several badges at once: what the reader did before there were badges, or what an import brought. */
export const badgesFound = message({
	params: z.strictObject({ count: z.int().min(1) }),
	href: () => '/badges',
});
