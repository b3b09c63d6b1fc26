/** `duration` in milliseconds, or 0 for whoever wants less motion. In a browser only: when something begins to move. */
export const unlessReduced = (duration: number): number =>
	matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration;
