import type { ImportKind } from '../kind.ts';
import { AT_COLUMN, PLACE_COLUMNS, PLACES, readPlace } from './place.ts';

/** A link has more clicks in a day than this in no company. */
const MOST_CLICKS = 100_000;

/**
 * Clicks per link and day, as another tool counted them. Every one becomes a click at noon of that day; a later file with
 * a higher number for the same day adds only what is new.
 */
export const clicks: ImportKind = {
	columns: [
		...PLACE_COLUMNS,
		{ ...AT_COLUMN, example: '2026-10-05' },
		{
			key: 'clicks',
			synonyms: ['click', 'linkclicks', 'visits', 'count', 'total', 'totalclicks'],
			needed: true,
			example: '17',
		},
	],
	oneOf: [...PLACES],
	read(line) {
		const place = readPlace(line);
		const at = line.instant('at');
		const count = line.whole('clicks', MOST_CLICKS);
		if (!place || !at || !count) return [];
		return [{ type: 'clicks', id: null, place, at, clicks: count }];
	},
};
