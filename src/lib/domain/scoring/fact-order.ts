/**
 * Compares texts by Unicode code point, as SQL's `collate "C"` does in UTF-8. JavaScript's own `<` compares
 * UTF-16 units, which puts U+10000 and above before U+E000 to U+FFFF.
 */
export function compareCodePoints(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x === y) continue;
		const bothAbove = x >= 0xd800 && y >= 0xd800;
		// Surrogates stand for code points above every other unit.
		if (bothAbove && isSurrogate(x) !== isSurrogate(y)) return isSurrogate(x) ? 1 : -1;
		return x - y;
	}
	return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
	return unit <= 0xdfff;
}

/** The order in which facts count: by instant, then by id. */
export function compareFacts(a: { at: Date; id: string }, b: { at: Date; id: string }): number {
	return a.at.getTime() - b.at.getTime() || compareCodePoints(a.id, b.id);
}
