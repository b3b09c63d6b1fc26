import { z } from 'zod';

/** Which badge a notice is about: a key or an own badge's id, and its name as it was called then. */
export const badgeRef = z.strictObject({
	key: z.string().min(1),
	name: z.string().min(1),
	level: z.int().min(1),
	/** How many levels it has. */
	of: z.int().min(1),
});
export type BadgeRef = z.output<typeof badgeRef>;
