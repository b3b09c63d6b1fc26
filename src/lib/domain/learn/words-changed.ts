/** A run of words that is in both texts, only in the new one, or only in the old one. */
export type Change = { kind: 'same' | 'added' | 'removed'; text: string };

/** Comparing n words with m takes n × m cells; beyond this the middle is shown as replaced whole. */
const MOST_CELLS = 4_000_000;

/** A word goes with the space behind it: spaces alone are alike everywhere and would line up by chance. */
const words = (text: string): string[] => text.match(/\S+[^\S\n]*|\n|[^\S\n]+/g) ?? [];

/** Lengths of the longest common subsequence of a[i…] and b[j…] (Wagner and Fischer's table, from the end). */
function table(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
	const width = b.length + 1;
	const cells = new Uint16Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			cells[i * width + j] =
				a[i] === b[j]
					? cells[(i + 1) * width + j + 1]! + 1
					: Math.max(cells[(i + 1) * width + j]!, cells[i * width + j + 1]!);
		}
	}
	return (i, j) => cells[i * width + j]!;
}

/**
 * What a new text changes of an old one, word by word and in order: the same and added runs together are the new text,
 * the same and removed ones the old.
 */
export function wordsChanged(before: string, after: string): Change[] {
	const [a, b] = [words(before), words(after)];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let tail = 0;
	while (tail < a.length - start && tail < b.length - start && a.at(-1 - tail) === b.at(-1 - tail))
		tail++;
	const changes: Change[] = [];
	const add = (kind: Change['kind'], parts: readonly string[]) => {
		const last = changes.at(-1);
		const text = parts.join('');
		if (text === '') return;
		if (last?.kind === kind) last.text += text;
		else changes.push({ kind, text });
	};
	add('same', a.slice(0, start));
	const [x, y] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
	if (x.length * y.length > MOST_CELLS) {
		add('removed', x);
		add('added', y);
	} else {
		const common = table(x, y);
		let [i, j] = [0, 0];
		while (i < x.length || j < y.length) {
			if (i < x.length && j < y.length && x[i] === y[j]) {
				add('same', [x[i++]!]);
				j++;
			} else if (j === y.length || (i < x.length && common(i + 1, j) >= common(i, j + 1))) {
				add('removed', [x[i++]!]);
			} else add('added', [y[j++]!]);
		}
	}
	add('same', a.slice(a.length - tail));
	return changes;
}
