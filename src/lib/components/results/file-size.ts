import { getLocale } from '#lib/paraglide/runtime.js';

/** A file's size as people read it, such as "1.4 MB": decimal units, at most one decimal. */
export function fileSize(bytes: number): string {
	const [value, unit] =
		bytes >= 1e6
			? ([bytes / 1e6, 'megabyte'] as const)
			: ([Math.max(bytes, 100) / 1e3, 'kilobyte'] as const);
	return new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit,
		maximumFractionDigits: 1,
	}).format(value);
}
