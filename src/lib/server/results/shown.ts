import { tellsWho } from '#lib/domain/brackets/brackets.ts';
import type { ResultsView, WonPrize } from '#lib/domain/results/view.ts';
import { alikeByShownName } from '#lib/domain/people/alike.ts';
import type { Surface } from '#lib/domain/people/appearance.ts';
import { compareCodePoints } from '#lib/domain/scoring/fact-order.ts';
import { namesTaken } from '../boards/telling-teams.ts';
import type { Ctx } from '../context.ts';
import {
	isTold,
	masksWithDraws,
	prizesThrough,
	seesEverybody,
	throughMasks,
} from '../people/shown.ts';

/**
 * A result as the asker may read it on a surface. Small teams with somebody masked have no name, and neither the order of
 * those who stand alike nor that of who took part in a draw is the one that real names had.
 */
export async function resultShown(
	ctx: Pick<Ctx, 'db' | 'actor'>,
	surface: Surface,
	view: ResultsView,
): Promise<ResultsView> {
	if (seesEverybody(ctx.actor)) return view;
	const both = await masksWithDraws(ctx.db, [surface]);
	const masked = view.table.filter(({ person }) => both.masks.has(person.externalId));
	if (masked.length === 0) return view;
	const { prizes, draws, teams, brackets, ...rest } = view;
	const shown = throughMasks(rest, both.masks) as typeof rest;
	return {
		...shown,
		table: alikeByShownName(shown.table),
		improved: alikeByShownName(shown.improved),
		// One without anybody to show would say that somebody who is not shown is there.
		brackets: brackets
			.map(({ name, rows }) => ({ name, rows: bracketShown(view, rows, both), of: rows.length }))
			.flatMap(({ of, ...bracket }) => (of > 0 && bracket.rows.length === 0 ? [] : [bracket])),
		teams: namesTaken(teams, new Set(masked.map(({ person }) => person.team))),
		prizes: prizes.map((prize) => prizeShown(prize, both)),
		draws: (throughMasks(draws, both.drawn) as typeof draws).map((draw) => ({
			...draw,
			entrants: draw.entrants.toSorted(compareCodePoints),
		})),
	};
}

type Masks = Awaited<ReturnType<typeof masksWithDraws>>;
type BracketRows = ResultsView['brackets'][number]['rows'];

function bracketShown({ rules }: ResultsView, rows: BracketRows, { masks }: Masks): BracketRows {
	if (tellsWho(rules.brackets ?? 'off', rows.length))
		return rows.filter(({ person }) => !masks.has(person.externalId));
	return alikeByShownName(throughMasks(rows, masks) as BracketRows);
}

/** Of who is masked no points stand beside what was drawn or won in a bracket: they stand beside their pseudonym in the table. */
function prizeShown(prize: WonPrize, both: Masks): WonPrize {
	const [shown] = prizesThrough([prize], both) as [WonPrize];
	if (!isTold(prize)) return { ...shown, winners: alikeByShownName(shown.winners) };
	return {
		...shown,
		winners: shown.winners.map((won, i) => ({
			...won,
			points: both.drawn.has(prize.winners[i]!.person.externalId) ? null : won.points,
		})),
	};
}
