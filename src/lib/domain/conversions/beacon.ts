import { z } from 'zod';
import { externalIdSchema } from '../text.ts';
import { currencySchema, kindSchema } from './kind.ts';

/** What became of something that the script sent; all but the first two are refusals. */
export const OUTCOMES = [
	'taken',
	'repeated',
	'wrong_origin',
	'malformed',
	'no_currency',
	'unknown_kind',
	'kind_off',
	'unknown_click',
	'click_not_counted',
	'too_old',
	'contest_final',
	'too_many',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What the script sends as text: a few ids and a number. */
export const MAX_BEACON_BYTES = 2048;

/** Carts add up floating-point numbers: what stands beyond the fourth decimal is dust. */
const amount = z
	.string()
	.regex(/^\d{1,14}(\.\d{1,30})?$/)
	.transform((text) =>
		/\.\d{5,}$/.test(text) ? String(Math.round(Number(text) * 10_000) / 10_000) : text,
	)
	.refine((text) => /^\d{1,14}(\.\d{1,4})?$/.test(text));

/** The script's message. `id` is the page's own, an order's say; without one a click converts once per kind. */
export const beaconSchema = z.object({
	click: z.uuid(),
	kind: kindSchema,
	value: amount.optional(),
	currency: currencySchema.optional(),
	id: externalIdSchema.optional(),
});

export type Beacon = z.output<typeof beaconSchema>;

/** A body as it came, parsed; null when it is none of the script's. */
export function readBeacon(body: string): Beacon | null {
	try {
		return beaconSchema.parse(JSON.parse(body));
	} catch {
		return null;
	}
}

/**
 * Verdicts of clicks after which a conversion is somebody's own doing: a visitor's, also one who came again. A robot's, a
 * colleague's or the link's owner's brings nothing, as their clicks do.
 */
const OF_VISITORS: readonly string[] = ['valid', 'duplicate'];

/** Whether a conversion from the site can come of a click with that verdict. */
export const canConvert = (verdict: string): boolean => OF_VISITORS.includes(verdict);
