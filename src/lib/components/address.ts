/** A query string of `current` with some parameters set (null removes), such as "?category=x". "?" when nothing is left. */
export function withQuery(
	current: URLSearchParams | string,
	changes: Record<string, string | null>,
): string {
	const params = new URLSearchParams(current);
	for (const [key, value] of Object.entries(changes)) {
		if (value === null) params.delete(key);
		else params.set(key, value);
	}
	return `?${params}`;
}
