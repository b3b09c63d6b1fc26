import { readGroupBoard } from '../../boards/group-board.ts';
import { readBrackets } from '../../brackets/queries.ts';
import type { Asked, Reader } from './reader.ts';

async function rowsOf(
	{ ctx }: Asked,
	contest: string,
	of: 'office' | 'team' | 'bracket',
	name: string,
	top: number,
) {
	if (of !== 'bracket') return readGroupBoard({ ctx, input: { contest, of, name, top } });
	// A contest without brackets has none of this name.
	const brackets = await readBrackets({ ctx, input: { contest, top } }).catch(() => []);
	return brackets.find((bracket) => bracket.name === name) ?? null;
}

/** Everybody's table is the screen's own and moves live; the others are read, and left out while nobody is in them. */
export const board: Reader<'board'> = async (asked, { of, name, top }) => {
	const { screen, office } = asked;
	if (!screen) return null;
	if (of === 'everyone') return { of: null, top, rows: [], total: screen.board.total };
	const named = name || (of === 'office' ? office : null);
	if (!named || screen.board.phase === 'cancelled') return null;
	const found = await rowsOf(asked, screen.contest.slug, of, named, top);
	if (!found || found.rows.length === 0) return null;
	const rows = found.rows.map(({ rank, person, points }) => ({ rank, person, points }));
	return { of: named, top, rows, total: found.total };
};
