import type { AwardedPrize } from './view.ts';
import type { AwardState } from './state.ts';

/** An award as the list of prizes is downloaded. `updatedAt` is RFC 3339. */
export type CsvAward = {
	contest: { slug: string; name: string };
	prize: Pick<AwardedPrize, 'name' | 'value' | 'currency'>;
	person: { externalId: string; name: string; team: string; email: string };
	slot: number;
	place: number | null;
	state: AwardState;
	delivery: string | null;
	note: string | null;
	updatedAt: string;
};

type Column = [heading: string, cell: (award: CsvAward) => string | number | null];

const COLUMNS: Column[] = [
	['contest', ({ contest }) => contest.name],
	['prize', ({ prize }) => prize.name],
	['value', ({ prize }) => prize.value],
	['currency', ({ prize }) => prize.currency],
	['piece', ({ slot }) => slot],
	['place', ({ place }) => place],
	['person_id', ({ person }) => person.externalId],
	['person', ({ person }) => person.name],
	['team', ({ person }) => person.team],
	['email', ({ person }) => person.email],
	['state', ({ state }) => state],
	['note', ({ note }) => note],
	['changed_at', ({ updatedAt }) => updatedAt],
];
const DELIVERY: Column = ['delivery', ({ delivery }) => delivery];

/**
 * The list as CSV (RFC 4180, UTF-8 with a mark for Excel, every cell quoted). A text that a spreadsheet would run as a formula
 * gets an apostrophe in front (OWASP, CSV injection): people choose their own names and addresses.
 */
export function awardsCsv(
	awards: readonly CsvAward[],
	{ delivery }: { delivery: boolean },
): string {
	const columns = delivery ? [...COLUMNS, DELIVERY] : COLUMNS;
	const lines = [
		columns.map(([heading]) => heading),
		...awards.map((award) => columns.map(([, cell]) => cell(award))),
	];
	return `\uFEFF${lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: string | number | null): string {
	const text = String(value ?? '');
	// Spreadsheets skip white space and take full-width signs too; a tab or a line's end begins a cell in some.
	const runs = /^[\s\uFEFF]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text);
	return `"${(runs ? `'${text}` : text).replaceAll('"', '""')}"`;
}
