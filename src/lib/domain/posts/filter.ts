import { z } from 'zod';

/** For whom: everybody's and mine · only what names my team or office · only topics that I follow. */
export const AIMS = ['all', 'me', 'followed'] as const;
/** All · came out since my last visit · no longer offered in a few days. */
export const WHENS = ['all', 'new', 'ending'] as const;

/** What the board shows; empty texts narrow nothing. */
export const storyFilterSchema = z.object({
	category: z.string().max(100).default(''),
	topic: z.string().max(200).default(''),
	aim: z.enum(AIMS).default('all'),
	language: z.string().max(35).default(''),
	when: z.enum(WHENS).default('all'),
});
export type StoryFilter = z.output<typeof storyFilterSchema>;

export const ANY_STORY: StoryFilter = storyFilterSchema.parse({});

/** How long before its end a story counts as soon to expire. */
export const ENDING_HOURS = 72;

const KEYS = Object.keys(ANY_STORY) as (keyof StoryFilter)[];

/** The filter that an address asks for; null when it asks for none, so that the remembered one counts. */
export function storyFilterOf(params: URLSearchParams): StoryFilter | null {
	if (!KEYS.some((key) => params.has(key))) return null;
	return rememberedFilter(
		Object.fromEntries(KEYS.map((key) => [key, params.get(key) ?? undefined])),
	);
}

/** A filter that was kept or sent; what is no filter narrows nothing. */
export function rememberedFilter(kept: unknown): StoryFilter {
	const whole = storyFilterSchema.safeParse(kept);
	if (whole.success) return whole.data;
	const fields = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
	const right = KEYS.flatMap((key) => {
		const one = storyFilterSchema.shape[key].safeParse(fields[key]);
		return one.success ? [[key, one.data] as const] : [];
	});
	return { ...ANY_STORY, ...Object.fromEntries(right) } as StoryFilter;
}

/** How many of its parts narrow what is shown. */
export function narrowing(filter: StoryFilter): number {
	return KEYS.filter((key) => filter[key] !== ANY_STORY[key]).length;
}

/** The query of an address that asks for this filter, with changes; it names every part, so that it replaces what was remembered. */
export function storyFilterQuery(
	filter: StoryFilter,
	changes: Partial<StoryFilter> & { q?: string; page?: number } = {},
): string {
	const { q = '', page = 1, ...parts } = changes;
	const params = new URLSearchParams({ ...filter, ...parts });
	if (q !== '') params.set('q', q);
	if (page > 1) params.set('page', String(page));
	return `?${params}`;
}

/** The words that a story must all hold, from what somebody typed; at most eight. */
export function searchWords(text: string): string[] {
	return text.trim().slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
}
