/** Spreadsheets skip white space and take full-width signs too; a tab or a line's end begins a cell in some. */
const RUNS = /^[\s\uFEFF]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/**
 * A cell of text for a CSV file (RFC 4180), quoted. One that a spreadsheet would run as a formula gets an apostrophe in
 * front (OWASP, CSV injection): people choose their own names and addresses. Numbers need none and stay numbers.
 */
export function csvText(text: string): string {
	return `"${(RUNS.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** What makes Excel read a file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
