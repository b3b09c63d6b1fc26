import { z } from 'zod';
import { message } from '../message.ts';

/** The key that had signed so many of the reader's credentials is trusted no more: copies that they saved elsewhere no longer verify. */
export const credentialsSignedAnew = message({
	params: z.strictObject({ count: z.int().min(1) }),
	href: () => '/badges/mine',
});
