import { z } from 'zod';
import { monthSchema } from '../../showcase/month.ts';
import { message } from '../message.ts';

/** A month's best posts wait for somebody to look at them. */
export const showcasePrepared = message({
	params: z.strictObject({ month: monthSchema }),
	href: ({ month }) => `/showcase/curate/${month}`,
});
