import { z } from 'zod';

/** The contest that a notice is about, by name as it was called then. */
export const contestRef = z.strictObject({ slug: z.string().min(1), name: z.string().min(1) });
export type ContestRef = z.output<typeof contestRef>;
