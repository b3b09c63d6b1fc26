/** What may look wrong: one file each in ./signals, by these keys. */
export const SIGNAL_KEYS = [
	'network_burst',
	'quick_clicks',
	'few_visitors',
	'mutual_clicks',
	'odd_hours',
	'automated',
	'reading_jump',
] as const;
export type SignalKey = (typeof SIGNAL_KEYS)[number];

/** 1 is worth a look, 2 is unlikely to be chance, 3 has hardly another explanation. */
export type Weight = 1 | 2 | 3;

/** open: nobody decided; dismissed: nothing wrong with it; acted: facts were taken out, or points taken off. */
export const FLAG_STATES = ['open', 'dismissed', 'acted'] as const;
export type FlagState = (typeof FLAG_STATES)[number];
