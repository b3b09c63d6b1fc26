const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));

/**
 * Every parameter of an address, for a query's own schema to judge, which refuses those that it does not know; what is
 * not there is left out, so that the query's defaults hold. Those named in `numbers` become numbers, and NaN if they are
 * none. One that stands twice becomes a list, which no schema takes: nobody knows which was meant.
 */
export function queryOf(url: URL, numbers: readonly string[] = ['limit']): never {
	const fields = [...new Set(url.searchParams.keys())].map((name) => {
		const values = url.searchParams.getAll(name);
		const [text = ''] = values;
		if (values.length > 1) return [name, values] as const;
		return [name, numbers.includes(name) ? numberOf(text) : text] as const;
	});
	// What comes in is unknown; `never` lets it be handed to any query, whose schema parses it.
	return Object.fromEntries(fields) as never;
}
