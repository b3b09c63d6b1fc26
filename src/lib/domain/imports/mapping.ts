import { z } from 'zod';
import { textSchema } from '../text.ts';
import { DATE_FORMATS, DECIMALS, isSoFarToday, LineReader, type CellSettings } from './cells.ts';
import type { CsvRow } from './csv-rows.ts';
import type { Item } from './kind.ts';
import type { Problem } from './reasons.ts';
import { KINDS, type ImportKindKey } from './registry.ts';

const zoneSchema = z.string().refine((zone) => {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}, 'not a time zone');

/** Which column of the file is what, what is said once for the whole file, and how cells are read. */
export const mappingSchema = z.strictObject({
	columns: z.record(z.string(), z.string().max(220)),
	fixed: z.record(z.string(), textSchema(200)).default({}),
	dates: z.enum(DATE_FORMATS).default('iso'),
	decimals: z.enum(DECIMALS).default('point'),
	timeZone: zoneSchema,
});
export type Mapping = z.output<typeof mappingSchema>;

const plain = (text: string) =>
	text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '');

/**
 * The mapping that the headings suggest: a column's own name first, then what other tools call it; no heading twice.
 * What was `remembered` of the same source goes before, as far as the file still has those headings.
 */
export function guessMapping(
	kind: ImportKindKey,
	headers: readonly string[],
	timeZone: string,
	remembered: Mapping | null = null,
): Mapping {
	const columns: Record<string, string> = {};
	const taken = new Set<string>();
	const keys = KINDS[kind].columns;
	const take = (key: string, header: string | undefined) => {
		if (header === undefined || taken.has(header) || key in columns) return;
		columns[key] = header;
		taken.add(header);
	};
	for (const [key, header] of Object.entries(remembered?.columns ?? {}))
		if (headers.includes(header) && keys.some((column) => column.key === key)) take(key, header);
	for (const { key } of keys)
		take(
			key,
			headers.find((header) => !taken.has(header) && plain(header) === plain(key)),
		);
	for (const { key, synonyms } of keys)
		take(
			key,
			headers.find((header) => !taken.has(header) && synonyms.includes(plain(header))),
		);
	const {
		fixed = {},
		dates = 'iso',
		decimals = 'point',
		timeZone: zone = timeZone,
	} = remembered ?? {};
	return { columns, fixed, dates, decimals, timeZone: zone };
}

/** What a mapping lacks: needed columns, and sets of which one is needed (joined by +). */
export function lacking(kind: ImportKindKey, mapping: Mapping): string[] {
	const has = (key: string) => key in mapping.columns || key in mapping.fixed;
	const { columns, oneOf } = KINDS[kind];
	const missing = columns.filter(({ key, needed }) => needed && !has(key)).map(({ key }) => key);
	const placed = oneOf.length === 0 || oneOf.some((set) => set.every(has));
	return placed ? missing : [...missing, oneOf.map((set) => set.join(' + ')).join(' | ')];
}

export type ReadRow = { items: Item[]; problems: Problem[] };

/** Reads rows of a file by its mapping; facts of today before its noon are taken as they are at `now`. */
export function rowReader(
	kind: ImportKindKey,
	headers: readonly string[],
	mapping: Mapping,
	now: Date,
): (row: CsvRow) => ReadRow {
	const settings: CellSettings = mapping;
	const places = new Map(
		Object.entries(mapping.columns).map(([key, header]) => [key, headers.indexOf(header)]),
	);
	const { read } = KINDS[kind];
	return (row) => {
		if (row.problem) return { items: [], problems: [{ column: null, reason: row.problem }] };
		// A line that ends in delimiters is one that a spreadsheet filled up.
		const beyond = row.cells.slice(headers.length);
		if (row.cells.length < headers.length || beyond.some((cell) => cell.trim() !== ''))
			return { items: [], problems: [{ column: null, reason: 'cells_differ' }] };
		const cellOf = (key: string) => {
			const place = places.get(key);
			const cell = place === undefined ? '' : (row.cells[place] ?? '');
			return cell.trim() === '' ? (mapping.fixed[key] ?? '') : cell;
		};
		const line = new LineReader(cellOf, settings);
		const items = read(line);
		for (const item of items) {
			if ('at' in item && isSoFarToday(cellOf('at'), item.at, now, settings.timeZone))
				item.takenAt = now;
		}
		const { problems } = line;
		return problems.length > 0 ? { items: [], problems } : { items, problems };
	};
}
