import { instantOf, localOf } from '../contest/local-time.ts';
import { CURRENCIES } from '../money.ts';
import { isStorable } from '../text.ts';
import { UNDECODABLE } from './encoding.ts';
import type { Problem, Reason } from './reasons.ts';

/** How dates stand in a file. ISO 8601 is read whatever is chosen: it can be taken for nothing else. */
export const DATE_FORMATS = ['iso', 'day-first', 'month-first', 'excel'] as const;
/** What parts the decimals of an amount; the other one, or a space, may group its thousands. */
export const DECIMALS = ['point', 'comma'] as const;

/** How the cells of a file are to be read. `timeZone` is for what has no offset of its own. */
export type CellSettings = {
	dates: (typeof DATE_FORMATS)[number];
	decimals: (typeof DECIMALS)[number];
	timeZone: string;
};

const ISO =
	/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;
const LOCAL =
	/^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:,?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*([ap]\.?m\.?)?)?$/i;
const SERIAL = /^\d{1,6}(?:[.,]\d{1,12})?$/;
/** Day 0 of Excel's 1900 system, its 29 February 1900 reckoned in. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const two = (text: string) => text.padStart(2, '0');

/** Hours of a clock of twelve as those of a day; null when there is no such hour. */
function hourOf(text: string, half: string | undefined): number | null {
	const hour = Number(text);
	if (half === undefined) return hour;
	if (hour < 1 || hour > 12) return null;
	return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

/**
 * The instant that a cell says; null when it is none in this format. A date without a time is noon of that day in the
 * zone, so that it stays that day (and see isSoFarToday); a number of Excel is days since 1899-12-30 on a wall clock of the zone.
 */
export function instantIn(cell: string, settings: CellSettings): Date | null {
	const text = cell.trim();
	const iso = ISO.exec(text);
	if (iso) {
		const [, year, month, day, hour = '12', minute = '00', second = '00', part = '', offset = ''] =
			iso;
		const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
		const millis = part.slice(0, 3).padEnd(3, '0');
		const local = `${year}-${two(month!)}-${two(day!)}T${two(hour)}:${minute}:${second}.${millis}`;
		return instantOf(`${local}${zone.toUpperCase()}`, settings.timeZone);
	}
	if (settings.dates === 'excel') {
		if (!SERIAL.test(text)) return null;
		const days = Number(text.replace(',', '.'));
		const time = Number.isInteger(days) ? DAY_MS / 2 : 0;
		// A serial number is a fraction of a day: seconds come out to within a few milliseconds.
		const wall = EXCEL_EPOCH + Math.round((days * DAY_MS + time) / 1000) * 1000;
		return instantOf(new Date(wall).toISOString().slice(0, 19), settings.timeZone);
	}
	const found = settings.dates === 'iso' ? null : LOCAL.exec(text);
	if (!found) return null;
	const [, first, second, year, hourText = '12', minute = '00', seconds = '00', half] = found;
	const [day, month] = settings.dates === 'day-first' ? [first, second] : [second, first];
	const hour = hourOf(hourText, half);
	if (hour === null) return null;
	const local = `${year}-${two(month!)}-${two(day!)}T${two(String(hour))}:${minute}:${seconds}`;
	return instantOf(local, settings.timeZone);
}

/** Whether a cell that is a date says no time. */
function isDayAlone(cell: string): boolean {
	const text = cell.trim();
	const found = ISO.exec(text) ?? LOCAL.exec(text);
	return found ? found[4] === undefined : !/[.,]/.test(text);
}

/**
 * Whether a cell means today and its noon, `at`, is still to come: what was counted today was counted so far, and is taken as it is now.
 * Cheap for whatever is over.
 */
export function isSoFarToday(cell: string, at: Date, now: Date, zone: string): boolean {
	if (at <= now || !isDayAlone(cell)) return false;
	return localOf(at, zone).slice(0, 10) === localOf(now, zone).slice(0, 10);
}

const NUMBER = {
	point: /^([+-]?)(\d+|\d{1,3}(?:[,\s’']\d{3})+)(?:\.(\d+))?$/,
	comma: /^([+-]?)(\d+|\d{1,3}(?:[.\s’']\d{3})+)(?:,(\d+))?$/,
};

/** A number as {sign, whole digits, decimals}; null when it is none. */
function partsOf(cell: string, { decimals }: CellSettings) {
	const found = NUMBER[decimals].exec(cell.trim().replace('\u2212', '-'));
	if (!found) return null;
	const whole = found[2]!.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
	return { negative: found[1] === '-', whole, fraction: (found[3] ?? '').replace(/0+$/, '') };
}

const MAX_TOTAL = 2_147_483_647;

/** The cells of one line by the import's columns; what is wrong with them gathers in `problems`. */
export class LineReader {
	readonly problems: Problem[] = [];
	readonly #cell: (key: string) => string;
	readonly settings: CellSettings;

	constructor(cell: (key: string) => string, settings: CellSettings) {
		this.#cell = cell;
		this.settings = settings;
	}

	refuse(column: string | null, reason: Reason): null {
		this.problems.push({ column, reason });
		return null;
	}

	has(column: string): boolean {
		return this.#cell(column).trim() !== '';
	}

	/** A cell's text, trimmed; null when it is empty or refused. */
	text(column: string, { max, needed = false }: { max: number; needed?: boolean }): string | null {
		const text = this.#cell(column).trim();
		if (text === '') return needed ? this.refuse(column, 'missing') : null;
		if (text.includes(UNDECODABLE)) return this.refuse(column, 'undecodable');
		if (!isStorable(text)) return this.refuse(column, 'bad_text');
		return text.length > max ? this.refuse(column, 'too_long') : text;
	}

	instant(column: string, { needed = true } = {}): Date | null {
		const text = this.#cell(column).trim();
		if (text === '') return needed ? this.refuse(column, 'missing') : null;
		return instantIn(text, this.settings) ?? this.refuse(column, 'not_a_date');
	}

	/** A whole number from 0 on. */
	whole(column: string, max = MAX_TOTAL): number | null {
		const cell = this.#cell(column);
		if (cell.trim() === '') return this.refuse(column, 'missing');
		const parts = partsOf(cell, this.settings);
		if (!parts || parts.fraction !== '') return this.refuse(column, 'not_whole');
		const number = Number(parts.whole);
		if (parts.negative && number > 0) return this.refuse(column, 'negative');
		return number > max ? this.refuse(column, 'too_large') : number;
	}

	/** An amount with at most 4 decimals, as a decimal string with its currency; both or neither. */
	money(column: string, currencyColumn: string): { value: string; currency: string } | null {
		const currency = this.text(currencyColumn, { max: 10 })?.toUpperCase() ?? null;
		// A fixed currency for the file is no amount.
		if (!this.has(column)) return null;
		const parts = partsOf(this.#cell(column), this.settings);
		if (!parts || parts.whole.length > 14 || parts.fraction.length > 4)
			return this.refuse(column, 'not_money');
		if (parts.negative) return this.refuse(column, 'negative');
		if (currency === null) return this.refuse(currencyColumn, 'currency_missing');
		if (!CURRENCIES.has(currency)) return this.refuse(currencyColumn, 'unknown_currency');
		return { value: parts.fraction ? `${parts.whole}.${parts.fraction}` : parts.whole, currency };
	}
}
