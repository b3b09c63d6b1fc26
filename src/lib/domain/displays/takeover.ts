import type { Phase } from '../contest/phase.ts';

/** What may come between the scenes for a moment, apart from a reveal, which takes the screen while it runs. */
export type TakeoverKind = 'manual' | 'start' | 'lastMinute' | 'leader' | 'lastHour';

/** "Show this now": whatever an owner shows from one instant until another, in milliseconds. */
export type ManualTakeover = { id: string; from: number; until: number };

/** The contest as far as it gives occasion. Instants in milliseconds. */
export type Occasion = { phase: Phase; startsAt: number; endsAt: number };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A new leader is shown for so long. */
export const LEADER_MS = 20_000;

export type Takeover = {
	kind: TakeoverKind;
	/** When it hands back. */
	until: number;
	/** Which of the manual ones. */
	id: string | null;
};

const COUNTING: readonly Phase[] = ['running', 'frozen'];

/** The moments of a contest, what matters most first. */
function momentsOf(contest: Occasion, leaderAt: number | null): [TakeoverKind, number, number][] {
	const { phase, startsAt, endsAt } = contest;
	if (!COUNTING.includes(phase)) return [];
	return [
		['start', startsAt, startsAt + MINUTE_MS],
		['lastMinute', endsAt - MINUTE_MS, endsAt],
		// While frozen the leader stays who it was.
		...(leaderAt === null || phase === 'frozen'
			? []
			: ([['leader', leaderAt, leaderAt + LEADER_MS]] as [TakeoverKind, number, number][])),
		['lastHour', endsAt - HOUR_MS, endsAt - HOUR_MS + MINUTE_MS],
	];
}

/**
 * What comes between the scenes at an instant (milliseconds), or null. What an owner shows goes before everything, the
 * one that began last first; `leaderAt` is when somebody else took the lead, null when nobody has.
 */
export function takeoverAt(
	manual: readonly ManualTakeover[],
	contest: Occasion | null,
	leaderAt: number | null,
	at: number,
): Takeover | null {
	const shown = manual
		.filter(({ from, until }) => at >= from && at < until)
		.sort((a, b) => b.from - a.from)[0];
	if (shown) return { kind: 'manual', until: shown.until, id: shown.id };
	const found = contest
		? momentsOf(contest, leaderAt).find(([, from, until]) => at >= from && at < until)
		: undefined;
	return found ? { kind: found[0], until: found[2], id: null } : null;
}

/** When the next of what is known beforehand begins (milliseconds); null: nothing is to come. */
export function nextBeginning(
	manual: readonly ManualTakeover[],
	contest: Occasion | null,
	at: number,
): number | null {
	const shown = manual.map(({ from }) => from);
	const { startsAt, endsAt } = contest ?? { startsAt: at, endsAt: at };
	const moments = [startsAt, endsAt - HOUR_MS, endsAt - MINUTE_MS];
	const coming = [...shown, ...moments].filter((from) => from > at);
	return coming.length > 0 ? Math.min(...coming) : null;
}
