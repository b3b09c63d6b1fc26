import { z } from 'zod';
import { monthSchema } from '../../showcase/month.ts';
import { message } from '../message.ts';

/** May a month's showcase show the reader's post? It goes when they have answered. */
export const showcaseAsked = message({
	params: z.strictObject({ month: monthSchema, title: z.string().min(1) }),
	href: () => '/showcase/mine',
});
