/** ISO weekdays, Monday is 1. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** What an ISO weekday is called for short; 5 January 1970 was a Monday. */
export const weekdayName = (day: number): string =>
	new Date(Date.UTC(1970, 0, 4 + day)).toLocaleDateString('en', {
		weekday: 'short',
		timeZone: 'UTC',
	});
