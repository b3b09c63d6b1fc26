const DAY_MS = 86_400_000;

/**
 * Whether a conversion at `at` is late: its click was more than `days` times 24 hours before. Exactly as long ago still
 * counts, and so does one that a clock puts before its click.
 */
export function isLate(clickAt: Date, at: Date, days: number): boolean {
	return at.getTime() - clickAt.getTime() > days * DAY_MS;
}
