import { z } from 'zod';
import { instantSchema } from '../contest/rules.ts';
import { currencySchema, kindSchema, valueSchema } from '../conversions/kind.ts';
import { externalIdSchema } from '../text.ts';

/** What a reading may count. Impressions and reach are kept and never scored. */
export const READING_METRICS = ['like', 'comment', 'reshare', 'impression', 'reach'] as const;

const MAX_TOTAL = 2_147_483_647;

const slug = z.string().min(1).max(100);
const common = { id: externalIdSchema, at: instantSchema };

const click = z.strictObject({
	...common,
	type: z.literal('click'),
	slug,
	visitor: externalIdSchema.describe("The sender's opaque name for who clicked."),
});

const reading = z.strictObject({
	...common,
	type: z.literal('reading'),
	slug,
	metric: z.enum(READING_METRICS),
	total: z.int().min(0).max(MAX_TOTAL),
});

const conversion = z
	.strictObject({
		...common,
		type: z.literal('conversion'),
		slug: slug.optional(),
		click: externalIdSchema
			.optional()
			.describe("The click's id: `lrl` of the address, or the sender's own."),
		kind: kindSchema,
		value: valueSchema.optional(),
		currency: currencySchema.optional(),
	})
	.refine((event) => (event.slug === undefined) !== (event.click === undefined), {
		path: ['slug'],
		message: 'either slug or click',
	})
	.refine((event) => (event.value === undefined) === (event.currency === undefined), {
		path: ['currency'],
		message: 'a value and its currency come together',
	});

/** One event from outside, as API.md has it. `id` is the sender's own and makes the event idempotent. */
export const eventSchema = z.discriminatedUnion('type', [click, reading, conversion]);

export type OutsideEvent = z.output<typeof eventSchema>;

/** Why an event was not taken; it never rejects the others. */
export const REJECTIONS = [
	'invalid',
	'unknown_link',
	'too_old',
	'in_future',
	'contest_final',
] as const;
export type Rejection = (typeof REJECTIONS)[number];

/** Clocks differ: an event up to 5 minutes ahead is taken as it is. */
const AHEAD_MS = 5 * 60_000;
/** Five years of 365.25 days: older is a mistake in a date rather than history. */
const OLDEST_MS = 5 * 365.25 * 86_400_000;

/** Whether an event's instant can be right at `now`: null, or the reason why it cannot. */
export function judgeInstant(at: Date, now: Date): 'in_future' | 'too_old' | null {
	if (at.getTime() > now.getTime() + AHEAD_MS) return 'in_future';
	return at.getTime() < now.getTime() - OLDEST_MS ? 'too_old' : null;
}
