/** `limit` and `cursor` of a list's address, for the query's own schema to judge: what is no number becomes NaN, which it refuses. */
export function pageOf(url: URL): { limit?: number; cursor?: string } {
	const limit = url.searchParams.get('limit');
	const cursor = url.searchParams.get('cursor');
	return {
		...(limit === null ? {} : { limit: limit.trim() === '' ? Number.NaN : Number(limit) }),
		...(cursor === null ? {} : { cursor }),
	};
}
