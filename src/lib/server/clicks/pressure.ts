/** A flood is told by so many clicks in a row… */
const LOOK_AT = 1_000;
/** …of which half and more found so many others waiting for their commit. Ordinarily one or two do. */
const OTHERS = 16;

export type Pressure = {
	/** A click comes, while so many others wait for their commit: whether this is a flood. */
	isFlood(waiting: number): boolean;
};

/**
 * Tells a flood, in which more clicks come than the database takes, by how many wait. By counts and not by the clock, so
 * that a slow machine and a fast one see the same, and a burst of a few hundred is none.
 */
export function createPressure(): Pressure {
	let clicks = 0;
	let pressed = 0;
	return {
		isFlood(waiting) {
			clicks++;
			if (waiting >= OTHERS) pressed++;
			if (clicks < LOOK_AT) return false;
			const flood = pressed * 2 >= clicks;
			clicks = 0;
			pressed = 0;
			return flood;
		},
	};
}
