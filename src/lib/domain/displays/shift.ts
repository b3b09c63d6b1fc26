/** The picture stays in one place for so long. */
const STEP_MS = 120_000;
/** Pixels; the safe margin is many times wider. */
const WAY: readonly (readonly [number, number])[] = [
	[0, 0],
	[2, 0],
	[4, 2],
	[4, 4],
	[2, 4],
	[0, 4],
	[-2, 4],
	[-4, 2],
	[-4, 0],
	[-4, -2],
	[-2, -4],
	[0, -4],
	[2, -4],
	[4, -2],
	[2, -2],
	[0, -2],
];

/**
 * Where the picture stands at an instant (milliseconds), in pixels from its place: a small way round, a step every two
 * minutes, so that no edge burns into a panel.
 */
export function shiftAt(at: number): { x: number; y: number } {
	const step = Math.floor(at / STEP_MS) % WAY.length;
	const [x, y] = WAY[step < 0 ? step + WAY.length : step]!;
	return { x, y };
}
