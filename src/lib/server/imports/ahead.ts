/** The values of `source`, the next of which is being made while one is used; what it throws comes in its place. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
	try {
		let coming = source.next();
		for (;;) {
			const { done, value } = await coming;
			if (done) return;
			coming = source.next();
			// It is awaited above, unless nobody wants the next one any more.
			coming.catch(() => undefined);
			yield value;
		}
	} finally {
		await source.return(undefined);
	}
}
