/** One record of a file: the line on which it begins (from 1), its cells, and why it cannot be read, if so. */
export type CsvRow = {
	line: number;
	cells: string[];
	problem?: 'row_too_large' | 'quote_open' | 'quote_stray';
};

/** A record holds at most this many UTF-16 units: a column of 10,000 in each of six cells still fits. */
export const MAX_RECORD = 65_536;
/** More cells than that are no table that somebody maps by hand; what follows is not kept. */
export const MAX_CELLS = 256;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Reads RFC 4180 in pieces: quoted cells with line ends and doubled quotes, LF, CR LF and CR, one delimiter. Memory is
 * bounded by MAX_RECORD: a longer record is a row with a problem, and reading goes on behind it. A quote that is not
 * closed within that length spoils its own line only: reading goes on at the line after. Empty lines are no rows.
 */
export class CsvRows {
	#text = '';
	#line = 1;
	#delimiter: number;
	/** The rest of an overlong line is being thrown away. */
	#skipping = false;

	constructor(delimiter: string) {
		this.#delimiter = delimiter.charCodeAt(0);
	}

	/** The rows that are whole by now. */
	push(text: string): CsvRow[] {
		this.#text += text;
		return this.#read(false);
	}

	/** What was left, at the end of the file. */
	end(): CsvRow[] {
		return this.#read(true);
	}

	#read(ended: boolean): CsvRow[] {
		const rows: CsvRow[] = [];
		let from = 0;
		while (from < this.#text.length) {
			if (this.#skipping) {
				const next = this.#lineAfter(from, ended);
				if (next < 0) {
					from = this.#text.length;
					break;
				}
				this.#skipping = false;
				this.#line++;
				from = next;
				continue;
			}
			const found = this.#record(from, ended);
			if (!found) break;
			const [row, next, lines] = found;
			if (row.cells.length > 1 || row.cells[0] !== '' || row.problem) rows.push(row);
			this.#line += lines;
			from = next;
		}
		this.#text = this.#text.slice(from);
		return rows;
	}

	/** Where the line after the one at `from` begins; -1 when that is not known yet. */
	#lineAfter(from: number, ended: boolean): number {
		for (let i = from; i < this.#text.length; i++) {
			const code = this.#text.charCodeAt(i);
			if (code === LF) return i + 1;
			if (code !== CR) continue;
			if (i + 1 < this.#text.length) return this.#text.charCodeAt(i + 1) === LF ? i + 2 : i + 1;
			return ended ? i + 1 : -1;
		}
		return -1;
	}

	/** A record that cannot be read: its line is given up, and the next one is read as if nothing had been. Null: more is needed. */
	#spoilt(
		from: number,
		problem: NonNullable<CsvRow['problem']>,
		ended: boolean,
	): [CsvRow, number, number] | null {
		const next = this.#lineAfter(from, ended);
		const stop = next < 0 ? this.#text.length : next;
		const cells = [this.#text.slice(from, Math.min(stop, from + 200)).replace(/[\r\n]+$/, '')];
		const row = { line: this.#line, cells, problem };
		if (next >= 0) return [row, next, 1];
		if (!ended && this.#text.length - from <= MAX_RECORD) return null;
		this.#skipping = !ended;
		return [row, this.#text.length, 0];
	}

	/** One record from `from` on: the row, where the next begins, and how many lines it took. Null: more is needed. */
	#record(from: number, ended: boolean): [CsvRow, number, number] | null {
		const text = this.#text;
		const row: CsvRow = { line: this.#line, cells: [] };
		const keep = (cell: string) => {
			if (row.cells.length <= MAX_CELLS) row.cells.push(cell);
		};
		let lines = 0;
		let i = from;
		for (;;) {
			if (i - from > MAX_RECORD) return this.#spoilt(from, 'row_too_large', ended);
			let quoted: string | null = null;
			if (text.charCodeAt(i) === QUOTE) {
				quoted = '';
				let start = i + 1;
				for (;;) {
					const quote = text.indexOf('"', start);
					if (quote < 0 || quote - from > MAX_RECORD) {
						if (quote < 0 && !ended && text.length - from <= MAX_RECORD) return null;
						return this.#spoilt(from, 'quote_open', ended);
					}
					quoted += text.slice(start, quote);
					if (quote + 1 >= text.length && !ended) return null;
					if (text.charCodeAt(quote + 1) !== QUOTE) {
						i = quote + 1;
						break;
					}
					quoted += '"';
					start = quote + 2;
				}
				lines += countLines(quoted);
			}
			const begin = i;
			while (i < text.length) {
				const code = text.charCodeAt(i);
				if (code === this.#delimiter || code === LF || code === CR) break;
				i++;
			}
			if (i >= text.length && !ended) {
				if (i - from <= MAX_RECORD) return null;
				return this.#spoilt(from, 'row_too_large', ended);
			}
			if (quoted === null) keep(text.slice(begin, i));
			else {
				if (text.slice(begin, i).trim() !== '') return this.#spoilt(from, 'quote_stray', ended);
				keep(quoted);
			}
			if (i >= text.length) return [row, i, lines];
			const code = text.charCodeAt(i);
			if (code === this.#delimiter) {
				i++;
				continue;
			}
			if (code === CR && i + 1 >= text.length && !ended) return null;
			const both = code === CR && text.charCodeAt(i + 1) === LF;
			return [row, i + (both ? 2 : 1), lines + 1];
		}
	}
}

const countLines = (text: string) => (text.match(/\r\n|\r|\n/g) ?? []).length;
