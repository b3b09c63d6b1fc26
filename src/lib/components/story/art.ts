type Shape = {
	kind: 'circle' | 'leaf' | 'bar';
	x: number;
	y: number;
	size: number;
	turn: number;
	fill: string;
};

/** Back and four tones per family; a category keeps its family, so that one learns to see it. */
const FAMILIES: readonly [string, ...string[]][] = [
	['#bfe0cc', '#147a4b', '#2f9a68', '#e8f5ec', '#0c5a36'],
	['#f6d79b', '#d98a35', '#b7691f', '#fbeed3', '#e8ad5a'],
	['#ccd2fb', '#5a60c8', '#7f86e0', '#eceefe', '#3c4199'],
	['#f3c9c9', '#b84a5a', '#d97a86', '#fbe9e9', '#8d2f40'],
	['#bfe1e8', '#1f7a8c', '#4aa3b5', '#e6f5f8', '#12566a'],
];
const KNOWN = ['industry', 'company', 'personal interest'];

function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const char of text) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193);
	return value >>> 0;
}

/** The drawn picture of a story without one: the same for the same seed, coloured by its category. */
export function storyArt(seed: string, category: string): { back: string; shapes: Shape[] } {
	const known = KNOWN.indexOf(category.toLowerCase());
	const family = FAMILIES[known >= 0 ? known : hash(category) % FAMILIES.length]!;
	const [back, ...tones] = family;
	let state = hash(seed) || 1;
	const next = (below: number) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state % below;
	};
	const kinds: Shape['kind'][] = ['circle', 'leaf', 'bar'];
	const kind = kinds[next(kinds.length)]!;
	const shapes = Array.from({ length: 7 }, (_, i): Shape => {
		const column = i % 3;
		return {
			kind: i % 3 === 2 ? 'circle' : kind,
			x: 20 + column * 62 + next(36),
			y: 16 + Math.floor(i / 3) * 54 + next(40),
			size: 16 + next(i === 0 ? 56 : 30),
			turn: next(12) * 15,
			fill: tones[(i + next(2)) % tones.length]!,
		};
	});
	return { back, shapes };
}
