import type { Badge, Earned, Progress } from './badge.ts';
import { ONCE } from './badge.ts';
import type { BadgeFacts, Dated } from './facts.ts';

/** The levels that a running sum of these units reaches, each dated by the unit that reached it. Units are in order of their instants. */
export function reached(
	units: readonly Dated[],
	levels: readonly number[],
	reason = ONCE,
): Earned[] {
	const earned: Earned[] = [];
	let sum = 0;
	for (const { at, units: more } of units) {
		sum += more;
		while (earned.length < levels.length && sum >= levels[earned.length]!)
			earned.push({ level: earned.length + 1, reason, at });
	}
	return earned;
}

/** How far `have` is from the next of these levels; null past the last one. */
export function towards(have: number, levels: readonly number[]): Progress | null {
	const index = levels.findIndex((need) => have < need);
	return index === -1 ? null : { level: index + 1, have, need: levels[index]! };
}

/** The two functions of a badge that counts units up to its levels, once and for all. */
export function counting(
	levels: Badge['levels'],
	unitsOf: (facts: BadgeFacts) => readonly Dated[],
): Pick<Badge, 'levels' | 'earned' | 'progress'> {
	return {
		levels,
		earned: (facts) => reached(unitsOf(facts), levels),
		progress: (facts) =>
			towards(
				unitsOf(facts).reduce((sum, { units }) => sum + units, 0),
				levels,
			),
	};
}

/** The first of each `key`, one unit each, in the order of their instants; what has no key is left out. */
export function firstOfEach<T extends { at: number }>(
	list: readonly T[],
	key: (one: T) => string | number | null,
): Dated[] {
	const seen = new Set<string | number>();
	const firsts: Dated[] = [];
	for (const one of list) {
		const name = key(one);
		if (name === null || seen.has(name)) continue;
		seen.add(name);
		firsts.push({ at: one.at, units: 1 });
	}
	return firsts;
}
