/** For whom: everybody's and mine · only what names my team or office · only topics that I follow. */
export const AIMS = ['all', 'me', 'followed'] as const;
/** All · came out since my last visit · no longer offered in a few days. */
export const WHENS = ['all', 'new', 'ending'] as const;

/** What the board shows; empty texts narrow nothing. */
export type StoryFilter = {
	category: string;
	topic: string;
	aim: (typeof AIMS)[number];
	language: string;
	when: (typeof WHENS)[number];
};

export const ANY_STORY: StoryFilter = {
	...{ category: '', topic: '', aim: 'all', language: '', when: 'all' },
};

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

/** Texts that are longer are no name of ours. */
const LONGEST = { category: 100, topic: 200, language: 35 };

/** A filter that was kept or sent; what is no filter narrows nothing. */
export function rememberedFilter(kept: unknown): StoryFilter {
	const fields = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
	const text = (key: keyof typeof LONGEST) => {
		const value = fields[key];
		return typeof value === 'string' && value.length <= LONGEST[key] ? value : '';
	};
	return {
		...{ category: text('category'), topic: text('topic'), language: text('language') },
		aim: AIMS.find((one) => one === fields.aim) ?? 'all',
		when: WHENS.find((one) => one === fields.when) ?? 'all',
	};
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
