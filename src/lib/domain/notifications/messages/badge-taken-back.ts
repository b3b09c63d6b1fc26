import { z } from 'zod';
import { badgeRef } from '../../badges/badge-ref.ts';
import { message } from '../message.ts';

/** A badge of the reader's was taken back: its facts no longer count, or whoever gave it withdrew it. */
export const badgeTakenBack = message({
	params: z.strictObject({ badge: badgeRef, why: z.enum(['facts', 'hand']) }),
	href: ({ badge }) => `/badges/${badge.key}`,
});
