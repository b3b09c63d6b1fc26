/** Letters that taking the accents away leaves as they are, as people type them without. */
const LETTERS: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
};

/** The words of a text as they are looked for: lower case, without accents, letters and digits only. */
export function plainWords(text: string): string[] {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ßæœøłđðþı]/gu, (letter) => LETTERS[letter]!)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}

/** How many slips of the finger a word of so many letters forgives: in a short one every letter is another word. */
const slips = (length: number) => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many letters are wrong, missing, too many or swapped with the next one between two words, up to `most`; null when
 * there are more. Optimal string alignment: https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance.
 */
export function slipsBetween(a: string, b: string, most: number): number | null {
	if (Math.abs(a.length - b.length) > most) return null;
	let twoAgo: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let best = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				best = Math.min(best, twoAgo[j - 2]! + 1);
			row.push(best);
		}
		if (Math.min(...row) > most) return null;
		[twoAgo, last] = [last, row];
	}
	const distance = last[b.length]!;
	return distance <= most ? distance : null;
}

/**
 * The words of a vocabulary that somebody may mean who has typed `typed` so far: those that begin with it, and those that
 * begin like it but for a slip or two, if no word is spelled just so. Both are plain words.
 */
export function meantBy(typed: string, vocabulary: readonly string[]): string[] {
	const exact = vocabulary.filter((word) => word.startsWith(typed));
	const most = slips(typed.length);
	if (exact.length > 0 || most === 0) return exact;
	return vocabulary.filter((word) => beginsLike(word, typed, most));
}

/** Whether a word, or as much of it as was typed, is `typed` but for a few slips. */
function beginsLike(word: string, typed: string, most: number): boolean {
	if (slipsBetween(word, typed, most) !== null) return true;
	return (
		word.length > typed.length && slipsBetween(word.slice(0, typed.length), typed, most) !== null
	);
}
