/** A wait in words, such as "8 seconds" or "3 minutes" (rounded up), in the given locale. */
export function duration(seconds: number, locale: string): string {
	const [value, unit] = seconds < 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
