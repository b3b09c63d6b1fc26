import { describe, expect, it } from 'vitest';
import type { ImportedFact } from './kind.ts';
import { guessMapping, lacking, mappingSchema, rowReader, type Mapping } from './mapping.ts';
import type { ImportKindKey } from './registry.ts';

const NOW = new Date('2026-10-06T09:00:00Z');

/** What one line of a kind says, given by column; its problems as `column reason`. */
function line(kind: ImportKindKey, cells: Record<string, string>, over: Partial<Mapping> = {}) {
	const headers = Object.keys(cells);
	const columns = Object.fromEntries(headers.map((key) => [key, key]));
	const mapping = { ...guessMapping(kind, [], 'UTC'), columns, ...over };
	const read = rowReader(kind, headers, mapping, NOW)({ line: 2, cells: Object.values(cells) });
	return read.problems.length > 0
		? read.problems.map(({ column, reason }) => [column, reason].filter(Boolean).join(' '))
		: read.items;
}
const FACT = { slug: 'abc', at: '2026-10-05' };

describe('whose link a line is about', () => {
	const about = (place: Record<string, string>) =>
		line('readings', { ...place, at: '2026-10-05', likes: '7' });
	const SHARED = { person: 'emp-17', post: 'story-4' };

	it.each([
		[{ slug: 'abc' }, { slug: 'abc' }],
		[{ slug: 'https://go.example.com/r/abc?x=1#y' }, { slug: 'abc' }],
		[
			{ ...SHARED, network: 'LinkedIn' },
			{ ...SHARED, network: 'linkedin' },
		],
		[
			{ ...SHARED, network: 'Twitter' },
			{ ...SHARED, network: 'x' },
		],
		[
			{ ...SHARED, network: 'Internal  News' },
			{ ...SHARED, network: 'internal-news' },
		],
	])('%j', (place, read) => {
		expect(about(place)).toMatchObject([{ place: read }]);
	});

	it.each([
		[{ slug: 'x'.repeat(101) }, ['slug too_long']],
		[{ slug: 'x'.repeat(1001) }, ['slug too_long']],
		[{ slug: ' ' }, ['no_link']],
		[{ person: 'emp-17' }, ['post missing', 'network missing']],
		[{ post: 'story-4', network: 'x' }, ['person missing']],
		[{ ...SHARED, network: 'what?' }, ['network bad_network']],
		[{ ...SHARED, network: `n${'x'.repeat(40)}` }, ['network bad_network']],
	])('is refused with the place: %j', (place, problems) => {
		expect(about(place)).toEqual(problems);
	});
});

describe('readings', () => {
	it.each([
		['Replies', 'comment'],
		['retweets', 'reshare'],
		['Unique Views', 'reach'],
		['views', 'impression'],
	])('know %s by what other tools call it', (metric, known) => {
		expect(line('readings', { ...FACT, metric, total: '7' })).toMatchObject([{ metric: known }]);
	});

	it('keep an id that is one fact’s as it is, and tell the facts of a wide line apart', () => {
		const id = 'r1';
		expect(line('readings', { id, ...FACT, metric: 'like', total: '7' })).toMatchObject([{ id }]);
		expect(line('readings', { id, ...FACT, likes: '7', comments: '2' })).toMatchObject([
			{ id: 'r1:like' },
			{ id: 'r1:comment' },
		]);
		expect(line('readings', { id, ...FACT, reach: '9', metric: 'like', total: '7' })).toMatchObject(
			[{ id: 'r1:reach' }, { id: 'r1:like' }],
		);
	});

	it.each([
		[{ likes: '' }, ['no_total']],
		[{ likes: '-1' }, ['likes negative']],
		[{ likes: '1.5' }, ['likes not_whole']],
		[{ likes: '2147483648' }, ['likes too_large']],
		[{ metric: '', total: '7' }, ['metric missing']],
		[{ metric: 'stars', total: 'x' }, ['metric unknown_metric', 'total not_whole']],
	])('are refused with the place: %j', (cells, problems) => {
		expect(line('readings', { ...FACT, ...cells })).toEqual(problems);
	});

	it.each([
		['1,249', 'point', 1249],
		['1.249', 'comma', 1249],
		['1 249', 'comma', 1249],
		['1’249', 'point', 1249],
		['007', 'point', 7],
		['7.00', 'point', 7],
		['+7', 'point', 7],
		['-0', 'point', 0],
	] as const)('read %s with a decimal %s as %d', (likes, decimals, total) => {
		expect(line('readings', { ...FACT, likes }, { decimals })).toMatchObject([{ total }]);
	});

	it('have no date, or none in this format', () => {
		expect(line('readings', { slug: 'abc', at: '', likes: '7' })).toEqual(['at missing']);
		expect(line('readings', { slug: 'abc', at: '5.10.2026', likes: '7' })).toEqual([
			'at not_a_date',
		]);
		const at = '5.10.2026 0:30 pm';
		expect(line('readings', { slug: 'abc', at, likes: '7' }, { dates: 'day-first' })).toEqual([
			'at not_a_date',
		]);
	});
});

describe('clicks per day', () => {
	it('are so many, of a day; none say nothing', () => {
		expect(line('clicks', { ...FACT, clicks: '17' })).toMatchObject([{ clicks: 17 }]);
		expect(line('clicks', { ...FACT, clicks: '0' })).toEqual([]);
		expect(line('clicks', { ...FACT, clicks: '100001' })).toEqual(['clicks too_large']);
		expect(line('clicks', { ...FACT, clicks: '' })).toEqual(['clicks missing']);
	});
});

describe('conversions', () => {
	it('are worth a whole amount, or one with decimals', () => {
		const sale = { ...FACT, kind: 'sale', currency: 'sek' };
		expect(line('conversions', { ...sale, value: '150' })).toMatchObject([{ value: '150' }]);
		expect(line('conversions', { ...sale, value: '0.50' })).toMatchObject([
			{ value: '0.5', currency: 'SEK' },
		]);
	});

	it('name a click, whose link it then is', () => {
		const cells = { click: 'c-1', slug: 'abc', at: '2026-10-05', kind: 'Sale' };
		expect(line('conversions', cells)).toMatchObject([{ place: { click: 'c-1' }, kind: 'sale' }]);
	});

	it('are refused with the place', () => {
		expect(line('conversions', { ...FACT, kind: '' })).toEqual(['kind missing']);
		expect(line('conversions', { ...FACT, click: 'x'.repeat(201), kind: 'a' })).toEqual([
			'click too_long',
		]);
		const money = { value: '123456789012345', currency: 'EUR' };
		expect(line('conversions', { ...FACT, kind: 'sale', ...money })).toEqual(['value not_money']);
		expect(
			line('conversions', { ...FACT, kind: 'sale', value: '1', currency: 'x'.repeat(11) }),
		).toEqual(['currency too_long', 'currency currency_missing']);
	});
});

describe('people', () => {
	const ADA = { externalId: 'a', name: 'Ada', email: 'Ada@Example.com', team: 'Blue' };

	it('keep what an empty cell does not say', () => {
		expect(line('people', { ...ADA, role: '', groups: '', office: '', title: '' })).toEqual([
			{ type: 'person', externalId: 'a', name: 'Ada', email: 'ada@example.com', team: 'Blue' },
		]);
		const all = { role: 'Manager', groups: 'one; two | one;', office: 'Oslo', title: 'CTO' };
		expect(line('people', { ...ADA, ...all })).toMatchObject([
			{ role: 'manager', groups: ['one', 'two'], office: 'Oslo', title: 'CTO' },
		]);
	});

	it.each([
		[{ email: 'nobody' }, ['email not_email']],
		[{ role: 'king' }, ['role unknown_role']],
		[{ groups: 'g'.repeat(201) }, ['groups too_long']],
		[{ groups: Array.from({ length: 101 }, (_, i) => i).join(';') }, ['groups too_long']],
		[
			{ externalId: '', name: '', team: '' },
			['externalId missing', 'name missing', 'team missing'],
		],
	])('are refused with the place: %j', (cells, problems) => {
		expect(line('people', { ...ADA, ...cells })).toEqual(problems);
	});
});

describe('posts', () => {
	const POST = { externalId: 'p', title: 'T', url: 'https://example.com/p', category: 'News' };

	it('are published, expire and have teams where a cell says so', () => {
		expect(line('posts', { ...POST, publishedAt: '', teams: '' })).toEqual([
			{ type: 'post', ...POST, teams: [] },
		]);
		const more = {
			...{ summary: 'S', imageUrl: 'https://example.com/p.png', teams: 'Blue| Red;Blue' },
			...{ publishedAt: '2026-10-01', expiresAt: '2026-11-01 08:00' },
		};
		expect(line('posts', { ...POST, ...more })).toMatchObject([
			{
				...{ summary: 'S', imageUrl: 'https://example.com/p.png', teams: ['Blue', 'Red'] },
				publishedAt: new Date('2026-10-01T12:00:00Z'),
				expiresAt: new Date('2026-11-01T08:00:00Z'),
			},
		]);
	});

	it.each([
		[{ url: 'javascript:alert(1)' }, ['url not_web_address']],
		[{ imageUrl: 'file:///etc/passwd' }, ['imageUrl not_web_address']],
		[{ publishedAt: 'soon' }, ['publishedAt not_a_date']],
		[{ url: '', category: '' }, ['url missing', 'category missing']],
	])('are refused with the place: %j', (cells, problems) => {
		expect(line('posts', { ...POST, ...cells })).toEqual(problems);
	});
});

describe('a date without a time', () => {
	const taken = (at: string, over: Partial<Mapping> = {}) => {
		const [item] = line('clicks', { slug: 'abc', at, clicks: '3' }, over);
		const fact = item as ImportedFact;
		return { says: fact.at.toISOString(), takenAt: fact.takenAt };
	};

	it.each([
		['2026-10-06', {}],
		['6.10.2026', { dates: 'day-first' }],
		['46301', { dates: 'excel' }],
	] as const)(
		'%s, today before noon, is so far: its id is the day’s, its instant is now',
		(at, over) => {
			expect(taken(at, over)).toEqual({ says: '2026-10-06T12:00:00.000Z', takenAt: NOW });
		},
	);

	it.each([
		['yesterday', '2026-10-05', {}],
		['tomorrow', '2026-10-07', {}],
		['a time of today that is still to come', '2026-10-06 12:00', {}],
		['today, past noon', '2026-10-06', { timeZone: 'Asia/Tokyo' }],
	] as const)('%s is what it says', (_, at, over) => {
		expect(taken(at, over).takenAt).toBeUndefined();
	});
});

describe('rows', () => {
	const read = (cells: string[], problem?: 'quote_open') =>
		rowReader(
			'readings',
			['slug', 'at', 'likes'],
			guessMapping('readings', ['slug', 'at', 'likes'], 'UTC'),
			NOW,
		)({ line: 2, cells, ...(problem ? { problem } : {}) }).problems;

	it('that a spreadsheet filled up with empty cells are right, those with other cells are not', () => {
		expect(read(['abc', '2026-10-05', '7', '', ' '])).toEqual([]);
		expect(read(['abc', '2026-10-05', '7', 'x'])).toEqual([
			{ column: null, reason: 'cells_differ' },
		]);
		expect(read(['abc', '2026-10-05'])).toEqual([{ column: null, reason: 'cells_differ' }]);
		expect(read(['abc'], 'quote_open')).toEqual([{ column: null, reason: 'quote_open' }]);
	});
});

describe('mappings', () => {
	it('remember what a source’s last file had, as far as this one has it', () => {
		const remembered = mappingSchema.parse({
			columns: { slug: 'wo', likes: 'gone', nothing: 'at', total: 'wo' },
			...{ fixed: { metric: 'like' }, dates: 'excel', decimals: 'comma', timeZone: 'Asia/Tokyo' },
		});
		expect(guessMapping('readings', ['wo', 'at', 'Shares'], 'UTC', remembered)).toEqual({
			columns: { slug: 'wo', at: 'at', reshares: 'Shares' },
			...{ fixed: { metric: 'like' }, dates: 'excel', decimals: 'comma', timeZone: 'Asia/Tokyo' },
		});
	});

	it('lack what a kind needs, unless it is said once for the file', () => {
		const mapping = guessMapping('people', ['id', 'name', 'mail'], 'UTC');
		expect(lacking('people', mapping)).toEqual(['team']);
		expect(lacking('people', { ...mapping, fixed: { team: 'Blue' } })).toEqual([]);
		expect(lacking('conversions', guessMapping('conversions', ['lrl'], 'UTC'))).toEqual([
			'at',
			'kind',
		]);
	});

	it('name a time zone that there is', () => {
		const zone = (timeZone: string) => mappingSchema.safeParse({ columns: {}, timeZone }).success;
		expect([zone('Europe/Oslo'), zone('Europe/Atlantis')]).toEqual([true, false]);
	});
});
