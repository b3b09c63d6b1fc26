import { z } from 'zod';
import { WORKING_HOURS } from './working-hours.ts';

/** How far a picture may be turned, in degrees clockwise. */
export const ROTATIONS = [0, 90, 180, 270] as const;

/** What a screen does at night. */
export const NIGHT_MODES = ['dim', 'blank'] as const;

/** A local time of day, 24 hours: `07:30`. */
export const clockSchema = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:30');

/** How one screen shows what it shows. Times are of the screen's own zone. */
export const displaySettingsSchema = z.strictObject({
	/** Some screens cut off their edges: so many per cent of each side stay empty. */
	safeMarginPercent: z.int().min(0).max(10).default(5),
	rotate: z.union(ROTATIONS.map((degrees) => z.literal(degrees))).default(0),
	/** From … to; `to` may be on the next day. Null: none. */
	night: z
		.strictObject({ from: clockSchema, to: clockSchema, mode: z.enum(NIGHT_MODES) })
		.nullable()
		.default(null),
	/** Server-drawn pages without a script; null: where the browser needs them. */
	plain: z.boolean().nullable().default(null),
	/** When somebody looks at it: outside, nobody is told that it is away. */
	hours: z
		.strictObject({
			from: clockSchema,
			to: clockSchema,
			/** 1 Monday – 7 Sunday. */
			weekdays: z.array(z.int().min(1).max(7)).max(7),
		})
		.default(WORKING_HOURS),
});

export type DisplaySettings = z.output<typeof displaySettingsSchema>;
