import { v7 } from 'uuid';

/** Numbers that look random and are the same for the same seed: the demo company is always itself. */
export type Random = {
	/** [0, 1) */
	next(): number;
	/** A whole number, both ends included. */
	int(from: number, to: number): number;
	chance(probability: number): boolean;
	pick<T>(list: readonly T[]): T;
	/** Picks by weight. Throws on an empty list. */
	weighted<T>(list: readonly T[], weight: (item: T) => number): T;
	/** Exponential with this mean. */
	exponential(mean: number): number;
	/** Log-normal with median 1: a few large, many small. */
	lognormal(sigma: number): number;
	shuffle<T>(list: readonly T[]): T[];
	/** A UUIDv7 of this instant. */
	uuid(at: Date): string;
	/** 22 characters, as a visitor's keyed hash looks. */
	token(): string;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** sfc32 (Chris Doty-Humphrey's PractRand), mixed for a few rounds before use. */
export function createRandom(seed: number): Random {
	let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed | 0];
	const next = () => {
		const t = (((a + b) | 0) + d) | 0;
		d = (d + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + t) | 0;
		return (t >>> 0) / 4_294_967_296;
	};
	for (let round = 0; round < 16; round++) next();

	const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	const at = <T>(list: readonly T[], index: number): T => {
		if (index < 0 || index >= list.length) throw new RangeError('There is nothing to pick from.');
		return list[index] as T;
	};
	return {
		next,
		int,
		chance: (probability) => next() < probability,
		pick: (list) => at(list, Math.floor(next() * list.length)),
		weighted(list, weight) {
			let left = next() * list.reduce((sum, item) => sum + weight(item), 0);
			const found = list.findIndex((item) => (left -= weight(item)) < 0);
			return at(list, found < 0 ? list.length - 1 : found);
		},
		exponential: (mean) => -mean * Math.log(1 - next()),
		lognormal: (sigma) =>
			Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
		shuffle(list) {
			const copy = [...list];
			for (let end = copy.length - 1; end > 0; end--) {
				const other = int(0, end);
				[copy[end], copy[other]] = [at(copy, other), at(copy, end)];
			}
			return copy;
		},
		uuid: (instant) =>
			v7({ msecs: instant.getTime(), random: Uint8Array.from({ length: 16 }, () => int(0, 255)) }),
		token: () => Array.from({ length: 22 }, () => ALPHABET[int(0, 63)]).join(''),
	};
}
