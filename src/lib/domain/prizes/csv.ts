import { BYTE_ORDER_MARK, csvText } from '../csv.ts';
import type { AwardedPrize } from './view.ts';
import type { AwardState } from './state.ts';

/** An award as the list of prizes is downloaded. `updatedAt` is RFC 3339. */
export type CsvAward = {
	contest: { slug: string; name: string };
	prize: Pick<AwardedPrize, 'name' | 'value' | 'currency'>;
	person: { externalId: string; name: string; team: string; email: string };
	/** 0 where a correction left no piece to a prize that was refused. */
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
	['piece', ({ slot }) => slot || null],
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
 * The list as CSV (RFC 4180, UTF-8 with a mark for Excel, every cell quoted); no cell starts a formula.
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
	return `${BYTE_ORDER_MARK}${lines.map((cells) => `${cells.map((cell) => csvText(String(cell ?? ''))).join(',')}\r\n`).join('')}`;
}
