import { scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';

/** Half of the stroke and a little air, so that the line isn't cut at the edge. */
const INSET = 3;

/** The path of a small line through `points`, oldest first, in a box of `width` × `height`; zero is the bottom. */
export function sparkline(points: readonly number[], width: number, height: number): string {
	const x = scaleLinear([0, Math.max(1, points.length - 1)], [INSET, width - INSET]);
	const low = Math.min(0, ...points);
	const high = Math.max(low + 1, ...points);
	const y = scaleLinear([low, high], [height - INSET, INSET]);
	const draw = line<number>(
		(_, i) => x(i),
		(value) => y(value),
	)
		.curve(curveMonotoneX)
		.digits(1);
	return draw(points) ?? '';
}
