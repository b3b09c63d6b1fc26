import { z } from 'zod';
import { badgeRef } from '../../badges/badge-ref.ts';
import { message } from '../message.ts';

/** The reader was given a badge, by their facts or by a colleague. */
export const badgeAwarded = message({
	params: z.strictObject({
		badge: badgeRef,
		/** Who gave it and why; null where facts did. */
		by: z.strictObject({ name: z.string().min(1), reason: z.string() }).nullable(),
	}),
	href: ({ badge }) => `/badges/${badge.key}`,
});
