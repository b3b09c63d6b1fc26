/**
 * What a column holds. `text` is what people or other systems wrote; `list` and `json` are values of several parts; `plain`
 * is what the portal made itself (ids, instants, decimals, words of its own), which can start no formula; `number` and
 * `boolean` are what they are.
 */
type Kind = 'text' | 'plain' | 'number' | 'boolean' | 'list' | 'json';

export type Column = readonly [name: string, kind: Kind];

const OF_LINK: readonly Column[] = [
	['link', 'text'],
	['network', 'text'],
	['person', 'text'],
	['post', 'plain'],
];
const FIGURES: readonly Column[] = [
	['rank', 'number'],
	['person', 'text'],
	['name', 'text'],
	['team', 'text'],
	['points', 'number'],
	['clicks', 'number'],
	['engagement', 'number'],
	['conversions', 'number'],
	['reachedAt', 'plain'],
];

/** Everything that can go out, with its columns in order. The order is part of the contract: new ones come last. */
export const EXPORTS = {
	clicks: [
		['id', 'plain'],
		['externalId', 'text'],
		['at', 'plain'],
		...OF_LINK,
		['verdict', 'plain'],
		['voided', 'boolean'],
		['recordedAt', 'plain'],
	],
	readings: [
		['id', 'plain'],
		['externalId', 'text'],
		['at', 'plain'],
		...OF_LINK,
		['metric', 'plain'],
		['total', 'number'],
		['recordedAt', 'plain'],
	],
	conversions: [
		['id', 'plain'],
		['externalId', 'text'],
		['at', 'plain'],
		...OF_LINK,
		['click', 'plain'],
		['kind', 'text'],
		['value', 'plain'],
		['currency', 'plain'],
		['voided', 'boolean'],
		['recordedAt', 'plain'],
	],
	adjustments: [
		['id', 'plain'],
		['externalId', 'text'],
		['at', 'plain'],
		['contest', 'plain'],
		['person', 'text'],
		['points', 'number'],
		['reason', 'text'],
		['lifts', 'plain'],
		['by', 'text'],
		['recordedAt', 'plain'],
	],
	voids: [
		['id', 'plain'],
		['createdAt', 'plain'],
		['person', 'text'],
		['click', 'plain'],
		['conversion', 'plain'],
		['link', 'text'],
		['from', 'plain'],
		['to', 'plain'],
		['reason', 'text'],
		['by', 'text'],
		['liftedAt', 'plain'],
	],
	people: [
		['externalId', 'text'],
		['name', 'text'],
		['email', 'text'],
		['role', 'plain'],
		['team', 'text'],
		['office', 'text'],
		['title', 'text'],
		['groups', 'list'],
		['active', 'boolean'],
		['updatedAt', 'plain'],
	],
	links: [
		['slug', 'text'],
		['url', 'text'],
		['person', 'text'],
		['post', 'plain'],
		['network', 'text'],
		['sharedAt', 'plain'],
	],
	posts: [
		['id', 'plain'],
		['externalId', 'text'],
		['state', 'plain'],
		['title', 'text'],
		['url', 'text'],
		['category', 'text'],
		['summary', 'text'],
		['imageUrl', 'text'],
		['teams', 'list'],
		['offices', 'list'],
		['topics', 'list'],
		['hashtags', 'list'],
		['language', 'text'],
		['copy', 'json'],
		['say', 'text'],
		['avoid', 'text'],
		['publishedAt', 'plain'],
		['expiresAt', 'plain'],
		['updatedAt', 'plain'],
	],
	standings: [['contest', 'plain'], ...FIGURES],
	results: [['contest', 'plain'], ['result', 'number'], ...FIGURES],
} as const satisfies Record<string, readonly Column[]>;

export type ExportName = keyof typeof EXPORTS;
export const EXPORT_NAMES = Object.keys(EXPORTS) as [ExportName, ...ExportName[]];

/** Exports that a period narrows, by when it happened: the instant of this column, half open. */
export const BY_TIME: Partial<Record<ExportName, string>> = {
	clicks: 'at',
	readings: 'at',
	conversions: 'at',
	adjustments: 'at',
	voids: 'createdAt',
	links: 'sharedAt',
	posts: 'publishedAt',
};

/** Exports that a contest narrows: facts to its time box, adjustments to its own; tables are a contest's. */
export const BY_CONTEST: Partial<Record<ExportName, 'may' | 'must'>> = {
	clicks: 'may',
	readings: 'may',
	conversions: 'may',
	adjustments: 'may',
	standings: 'must',
	results: 'must',
};

export const FORMATS = ['csv', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];
