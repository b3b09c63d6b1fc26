/** Of each text the 64 smallest hashes are kept: the error of a resemblance is about 1 / √64, 12 points at most likely. */
export const SKETCH_SIZE = 64;

/** A bottom-k sketch as text: at most 344 characters of base64, from which no words can be read. */
export function sketchOf(sorted: Uint32Array): string {
	const kept = sorted.slice(0, SKETCH_SIZE);
	const bytes = new Uint8Array(kept.length * 4);
	const view = new DataView(bytes.buffer);
	kept.forEach((value, i) => view.setUint32(i * 4, value));
	return btoa(String.fromCharCode(...bytes));
}

/** The hashes of a sketch, ascending; none for what is no sketch. */
export function readSketch(text: string): Uint32Array {
	let raw: string;
	try {
		raw = atob(text);
	} catch {
		return new Uint32Array();
	}
	const view = new DataView(Uint8Array.from(raw, (char) => char.charCodeAt(0)).buffer);
	return Uint32Array.from({ length: Math.floor(raw.length / 4) }, (_, i) => view.getUint32(i * 4));
}

/**
 * How much two texts resemble each other, 0 to 1: the Jaccard index of their shingles, exact when both are short, else
 * estimated from the smallest hashes of both together. (A. Broder, On the resemblance and containment of documents, 1997.)
 */
export function resemblance(one: Uint32Array, other: Uint32Array): number {
	const whole = one.length < SKETCH_SIZE && other.length < SKETCH_SIZE;
	const limit = whole ? Infinity : SKETCH_SIZE;
	let [i, j, union, both] = [0, 0, 0, 0];
	while (union < limit && (i < one.length || j < other.length)) {
		const a = one[i] ?? Infinity;
		const b = other[j] ?? Infinity;
		if (a === b) both++;
		if (a <= b) i++;
		if (b <= a) j++;
		union++;
	}
	return union === 0 ? 0 : both / union;
}

/** How much of a text stands in another, 0 to 1: the part of its shingles that the other has too (Broder 1997). */
export function containment(text: Uint32Array, other: Uint32Array): number {
	let [i, j, both] = [0, 0, 0];
	while (i < text.length && j < other.length) {
		const [a, b] = [text[i]!, other[j]!];
		if (a === b) both++;
		if (a <= b) i++;
		if (b <= a) j++;
	}
	return text.length === 0 ? 0 : both / text.length;
}
