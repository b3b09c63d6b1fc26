/** Half of the stroke and a little air, so that the line isn't cut at the edge. */
const INSET = 3;

/** To a tenth of a pixel: what can be seen, in few characters. */
const short = (value: number) => Number(value.toFixed(1));

/**
 * The path of a small line through `points`, oldest first, in a box of `width` × `height`; zero is the bottom. By hand:
 * d3-scale and d3-shape would be 12 kB of a page's 70, gzip.
 */
export function sparkline(points: readonly number[], width: number, height: number): string {
	const low = Math.min(0, ...points);
	const high = Math.max(low + 1, ...points);
	const across = (width - 2 * INSET) / Math.max(1, points.length - 1);
	const up = (height - 2 * INSET) / (high - low);
	return points
		.map((value, i) => {
			const [x, y] = [INSET + i * across, height - INSET - (value - low) * up];
			return `${i === 0 ? 'M' : 'L'}${short(x)},${short(y)}`;
		})
		.join('');
}
