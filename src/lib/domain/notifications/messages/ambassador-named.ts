import { z } from 'zod';
import { message } from '../message.ts';

/** The reader is a month's ambassador. */
export const ambassadorNamed = message({
	params: z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/), reason: z.string().min(1) }),
	href: () => '/recognitions',
});
