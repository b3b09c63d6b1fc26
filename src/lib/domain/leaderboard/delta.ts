import type { Board, BoardDelta, BoardRow } from '../live/events.ts';
import { compareNames } from './rank.ts';

/** The rows' part of a BoardDelta. Send all of it: `order` is there when it is needed. */
export type RowsDelta = Pick<BoardDelta, 'changes' | 'removed' | 'order'>;

/**
 * What turns the rows `before` into `after`: new or changed rows whole, the externalIds of rows that left, and, only
 * where the rows themselves do not tell it (unranked rows in an order of the tie-breaks), the order.
 * Law: applyRows(before, diffRows(before, after)) equals after.
 */
export function diffRows(before: readonly BoardRow[], after: readonly BoardRow[]): RowsDelta {
	const old = new Map(before.map((row) => [row.person.externalId, row]));
	const changes: BoardRow[] = [];
	for (const row of after) {
		const was = old.get(row.person.externalId);
		if (!was || !sameRow(was, row)) changes.push(row);
		old.delete(row.person.externalId);
	}
	const delta: RowsDelta = { changes, removed: [...old.keys()] };
	const told = applyRows(before, delta);
	if (told.some((row, i) => row.person.externalId !== after[i]?.person.externalId)) {
		delta.order = after.map((row) => row.person.externalId);
	}
	return delta;
}

/** The rows after a delta, in the order of the table. */
export function applyRows(rows: readonly BoardRow[], delta: RowsDelta): BoardRow[] {
	const next = new Map(rows.map((row) => [row.person.externalId, row]));
	for (const externalId of delta.removed) next.delete(externalId);
	for (const row of delta.changes) next.set(row.person.externalId, row);
	if (!delta.order) return [...next.values()].sort(compareRows);
	return delta.order.flatMap((externalId) => next.get(externalId) ?? []);
}

/**
 * The board after a delta, for the browser. A delta that the board already holds leaves it as it is (the same
 * object); null means that versions are missing between the two, or that it is another contest's: ask anew.
 */
export function applyDelta(board: Board, delta: BoardDelta): Board | null {
	if (delta.contest !== board.contest) return null;
	if (delta.version <= board.version) return board;
	if (delta.since !== board.version) return null;
	return {
		...board,
		version: delta.version,
		phase: delta.phase,
		frozen: delta.frozen,
		rows: applyRows(board.rows, delta),
		total: delta.total,
		teams: delta.teams ?? board.teams,
	};
}

/** Ranked rows by rank; the unranked after them, by points; then by name and id, as in rank.ts. */
function compareRows(a: BoardRow, b: BoardRow): number {
	return (
		(a.rank ?? Infinity) - (b.rank ?? Infinity) ||
		(a.rank === null ? b.points - a.points : 0) ||
		compareNames(nameOf(a), nameOf(b))
	);
}

function nameOf(row: BoardRow): { name: string; id: string } {
	return { name: row.person.name, id: row.person.externalId };
}

function sameRow(a: BoardRow, b: BoardRow): boolean {
	return (
		a.rank === b.rank &&
		a.points === b.points &&
		a.clicks === b.clicks &&
		a.engagement === b.engagement &&
		a.conversions === b.conversions &&
		a.reachedAt === b.reachedAt &&
		a.movement === b.movement &&
		a.person.name === b.person.name &&
		a.person.team === b.person.team &&
		a.person.office === b.person.office &&
		a.person.avatarSeed === b.person.avatarSeed
	);
}
