import { z } from 'zod';
import { originOf } from './origin.ts';

/** Of several clicks of one visit, which one a conversion belongs to. */
export const CLICK_CHOICES = ['first', 'last'] as const;
export type ClickChoice = (typeof CLICK_CHOICES)[number];

export const MAX_ORIGINS = 20;

/** The window from click to conversion, which click counts, and whose pages may report by the script. */
export const conversionSettingsSchema = z.strictObject({
	days: z.int().min(1).max(365),
	click: z.enum(CLICK_CHOICES),
	origins: z
		.array(
			z.string().transform((text, check) => {
				const origin = originOf(text);
				if (origin !== null) return origin;
				check.addIssue({
					code: 'custom',
					message: 'is no address such as https://www.example.com',
				});
				return z.NEVER;
			}),
		)
		.max(MAX_ORIGINS)
		.transform((origins) => [...new Set(origins)].sort()),
});

export type ConversionSettings = z.output<typeof conversionSettingsSchema>;
