import type { READING_METRICS } from '../../events/event.ts';
import type { ImportKind } from '../kind.ts';
import { AT_COLUMN, ID_COLUMN, PLACE_COLUMNS, PLACES, readPlace } from './place.ts';

type Metric = (typeof READING_METRICS)[number];

/** What other tools call a metric, in the plural too. */
const NAMES: Record<string, Metric> = {
	like: 'like',
	reaction: 'like',
	favorite: 'like',
	favourite: 'like',
	comment: 'comment',
	reply: 'comment',
	replies: 'comment',
	reshare: 'reshare',
	share: 'reshare',
	repost: 'reshare',
	retweet: 'reshare',
	impression: 'impression',
	view: 'impression',
	reach: 'reach',
	'unique view': 'reach',
};

const TOTALS = [
	{
		key: 'likes',
		metric: 'like',
		synonyms: ['like', 'reactions', 'reaction', 'favorites', 'favourites'],
		example: '12',
	},
	{ key: 'comments', metric: 'comment', synonyms: ['comment', 'replies'], example: '3' },
	{
		key: 'reshares',
		metric: 'reshare',
		synonyms: ['reshare', 'shares', 'reposts', 'retweets'],
		example: '1',
	},
	{ key: 'impressions', metric: 'impression', synonyms: ['impression', 'views'], example: '640' },
	{ key: 'reach', metric: 'reach', synonyms: ['uniqueviews', 'uniqueimpressions'], example: '410' },
] as const;

/**
 * Running totals of likes, comments, reshares, impressions and reach: one metric a line (`metric`, `total`), or a column
 * for each. An empty total says nothing.
 */
export const readings: ImportKind = {
	columns: [
		ID_COLUMN,
		...PLACE_COLUMNS,
		AT_COLUMN,
		...TOTALS.map(({ key, synonyms, example }) => ({ key, synonyms, example })),
		{ key: 'metric', synonyms: ['kind', 'type', 'measure'], fixable: true, example: '' },
		{ key: 'total', synonyms: ['value', 'count', 'number', 'amount'], example: '' },
	],
	oneOf: [...PLACES],
	read(line) {
		const id = line.text('id', { max: 200 });
		const place = readPlace(line);
		const at = line.instant('at');
		const found: { metric: Metric; total: number }[] = [];
		const wide = TOTALS.filter(({ key }) => line.has(key));
		for (const { key, metric } of wide) {
			const total = line.whole(key);
			if (total !== null) found.push({ metric, total });
		}
		if (line.has('total')) {
			const name = line.text('metric', { max: 60, needed: true })?.toLowerCase() ?? null;
			const metric = name === null ? undefined : (NAMES[name] ?? NAMES[name.replace(/s$/, '')]);
			if (name !== null && !metric) line.refuse('metric', 'unknown_metric');
			const total = line.whole('total');
			if (metric && total !== null) found.push({ metric, total });
		} else if (wide.length === 0) line.refuse(null, 'no_total');
		if (!place || !at) return [];
		const several = found.length > 1 || wide.length > 0;
		return found.map(({ metric, total }) => {
			const own = id !== null && several ? `${id}:${metric}` : id;
			return { type: 'reading', id: own, place, at, metric, total };
		});
	},
};
