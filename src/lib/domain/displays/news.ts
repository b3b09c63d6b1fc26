/**
 * The newest of several kinds of news, `top` at most, newest first. Each kind keeps a third of the places, as far as there is so much of
 * it: badges come by the dozen with a good week's facts, and would hide what somebody found words for.
 */
export function newestOfEach<T extends { kind: string; at: string }>(
	news: readonly T[],
	top: number,
): T[] {
	const newest = news.toSorted((a, b) => (a.at < b.at ? 1 : -1));
	const kept = [...Map.groupBy(newest, ({ kind }) => kind).values()].flatMap((list) =>
		list.slice(0, Math.floor(top / 3)),
	);
	const shown = new Set([...new Set([...kept, ...newest])].slice(0, top));
	return newest.filter((one) => shown.has(one));
}
