import { dayBounds } from '../contest/days.ts';

/** What the page's filter holds: as typed, days as `2026-11-23`, empty where nothing is asked for. */
export type TypedFilter = { who: string; what: string; from: string; to: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const isDay = (text: string): boolean => {
	if (!DAY.test(text)) return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/**
 * What a typed filter asks for, as the query takes it; days are whole ones of `timeZone`, the last included. Null when
 * one of them is no day.
 */
export function filterOf(
	typed: TypedFilter,
	timeZone: string,
): { who?: string; what?: string; from?: string; to?: string } | null {
	const { who, what, from, to } = typed;
	if ((from && !isDay(from)) || (to && !isDay(to))) return null;
	return {
		...(who ? { who } : {}),
		...(what ? { what } : {}),
		...(from ? { from: dayBounds(from, timeZone)[0].toISOString() } : {}),
		...(to ? { to: dayBounds(to, timeZone)[1].toISOString() } : {}),
	};
}
