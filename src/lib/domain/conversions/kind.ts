import { z } from 'zod';
import { CURRENCIES } from '../money.ts';
import { textSchema } from '../text.ts';

/** A decimal string as conversions carry it: at most 14 digits and 4 decimals. */
export const valueSchema = z
	.string()
	.regex(/^\d{1,14}(\.\d{1,4})?$/, 'a decimal number with at most 4 decimals, as text');

export const currencySchema = z
	.string()
	.refine((code) => CURRENCIES.has(code), 'not a currency of ISO 4217');

/** What somebody can do after a click, by the word that facts carry. */
export const kindSchema = textSchema(60);

/** How an owner sets up a kind: its name, whether money is expected, what it is worth when nobody says, on or off. */
export const kindSettingsSchema = z
	.strictObject({
		kind: kindSchema,
		name: textSchema(60),
		expectsValue: z.boolean(),
		value: valueSchema.nullable(),
		currency: currencySchema.nullable(),
		active: z.boolean(),
	})
	.refine(({ value, currency }) => (value === null) === (currency === null), {
		path: ['currency'],
		message: 'a value and its currency come together',
	});

export type KindSettings = z.output<typeof kindSettingsSchema>;

type Money = { value: string | null; currency: string | null };

/** What a conversion is worth: what its sender said, else what its kind is worth without a word. */
export function worthOf(
	sent: { value?: string | undefined; currency?: string | undefined },
	kind: Money | undefined,
): Money {
	if (sent.value !== undefined && sent.currency !== undefined)
		return { value: sent.value, currency: sent.currency };
	return { value: kind?.value ?? null, currency: kind?.currency ?? null };
}
