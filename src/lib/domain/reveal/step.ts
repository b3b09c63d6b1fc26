import type { PrizeView } from '../contest/view.ts';
import type { Entry, RankingRules } from '../leaderboard/rank.ts';
import type { BoardPerson, BoardRow } from '../live/events.ts';

/** A person with their figures, as they stand in the table that is shown. `id` is the external id. */
export type Standing = Entry & { person: BoardPerson };

/** A prize that was won, and by whom. */
export type WonPrize = {
	prize: Pick<
		PrizeView,
		'id' | 'kind' | 'name' | 'value' | 'currency' | 'ranking' | 'bracket' | 'stock' | 'picture'
	>;
	winners: BoardPerson[];
};

/** What becomes of a person's figures: null is not standing in the table. */
export type Change = {
	id: string;
	before: Standing | null;
	/** The place before; null without one. */
	rank: number | null;
	after: Standing | null;
};

/**
 * - `fallen`: whose figures fell after the freeze; told first, since nobody sinks once a place is settled.
 * - `new`: who came into the table only after the freeze.
 * - `unranked`: who was listed without a rank; some rise into the table, the others stay there.
 * - `group`: several of the lower places at once.
 * - `where`: the person who stands last of those still open. `brought`: what the frozen time brought them.
 * - `place`: a place that is settled now, shared by all of `settles`.
 * - `prize`: a prize that is not won by a place: an improved or bracket table, a draw, one of a few.
 * - `end`: everything has been told.
 */
export type StepKind =
	'fallen' | 'new' | 'unranked' | 'group' | 'where' | 'brought' | 'place' | 'prize' | 'end';

export type Step = {
	kind: StepKind;
	/** External ids of whom it is about. */
	people: string[];
	/** Whose figures are told with this step. */
	changes: Change[];
	/** External ids of whose place is settled by it, in the table's order. */
	settles: string[];
	prizes: WonPrize[];
};

export type RevealInput = {
	/** The table that everybody has seen since the freeze, in order. */
	frozen: readonly BoardRow[];
	final: readonly BoardRow[];
	rules: RankingRules;
	/** In the contest's order. */
	prizes: readonly WonPrize[];
	/** So many places are told one by one; SINGLY unless given. */
	singly?: number;
};

/** The figures of a row of a board. */
export function standingOf({ person, ...row }: BoardRow): Standing {
	const { points, clicks, engagement, conversions } = row;
	// Who is below the clicks for a rank has none for that reason already: nothing hangs on this then.
	const qualified = row.rank !== null;
	return {
		...{ id: person.externalId, name: person.name, points, clicks, engagement, conversions },
		qualified,
		reachedAt: row.reachedAt === null ? null : new Date(row.reachedAt),
		person,
	};
}
