import { z } from 'zod';
import { isTimeZone } from '../contest/rules.ts';

/** An IANA zone. */
export const zoneSchema = z.string().max(64).refine(isTimeZone, 'not a time zone');

const pixels = z.int().min(1).max(32_768).optional().catch(undefined);

/** What a screen says of itself while it asks to be let in; what makes no sense is left out, since it asks all the same. */
export const screenSchema = z.object({
	width: pixels,
	height: pixels,
	timeZone: zoneSchema.optional().catch(undefined),
});
