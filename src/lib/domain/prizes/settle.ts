import { isInForce, type AwardState } from './state.ts';

/** An award as it stands when a result, the first or a correction, is made. Ids are the portal's own. */
export type HeldAward = {
	id: string;
	prizeId: string;
	personId: string;
	/** Which of the prize's pieces it is; 0 once a correction took away what it had been declined with. */
	slot: number;
	state: AwardState;
	/** Why an owner withdrew it; null where a correction took it back. */
	note: string | null;
	/** The award by which it went on. */
	passedTo: string | null;
};

/** Who wins a prize under the new result; `place` is the rank, or the order of the draw. */
export type WonPrizes = {
	prizeId: string;
	winners: readonly { personId: string; place: number | null }[];
};

export type Settlement = {
	/** To be offered, each under a piece of its own. */
	offers: { prizeId: string; personId: string; slot: number; place: number | null }[];
	/** Ids of awards to be withdrawn. */
	withdrawn: string[];
	/** Awards that stay, with their places by the new result. */
	places: { id: string; place: number | null }[];
	/** Refused awards whose piece is to be passed on, again or for the first time, as this piece. */
	reopened: { id: string; slot: number }[];
	/** Ids of refused awards whose piece nobody wins any more: it can't be passed on. */
	closed: string[];
};

/**
 * What a new result does to the awards that there are: who wins and has the prize keeps it; who wins and had declined it, or
 * had it withdrawn by an owner, is not offered it again, and whoever it was passed on to keeps it, unless they win a piece of
 * their own or no longer have it: then it can be passed on anew. Everybody else who wins is offered it. What nobody wins any
 * more is withdrawn, unless it is handed over, and can't be passed on. So a prize has as many pieces as winners, beside what
 * was handed over, and nothing is given twice.
 */
export function settleAwards(before: readonly HeldAward[], won: readonly WonPrizes[]): Settlement {
	const settlement: Settlement = {
		offers: [],
		withdrawn: [],
		places: [],
		reopened: [],
		closed: [],
	};
	const byPrize = Map.groupBy(before, ({ prizeId }) => prizeId);
	const winnersOf = new Map(won.map(({ prizeId, winners }) => [prizeId, winners]));
	for (const prizeId of new Set([...byPrize.keys(), ...winnersOf.keys()])) {
		const awards = byPrize.get(prizeId) ?? [];
		settlePrize(prizeId, awards, winnersOf.get(prizeId) ?? [], settlement);
	}
	return settlement;
}

function settlePrize(
	prizeId: string,
	awards: readonly HeldAward[],
	winners: WonPrizes['winners'],
	settlement: Settlement,
): void {
	const byId = new Map(awards.map((award) => [award.id, award]));
	const inForce = awards.filter(({ state }) => isInForce(state));
	const refused = awards.filter(wasRefused);
	const holding = new Map(inForce.map((award) => [award.personId, award]));
	const refusals = new Map(refused.map((award) => [award.personId, award]));
	const own = new Set(winners.map(({ personId }) => personId));
	const kept = new Set<HeldAward>();
	const reopened: HeldAward[] = [];
	const open: WonPrizes['winners'][number][] = [];
	for (const winner of winners) {
		const award = holding.get(winner.personId);
		const refusal = refusals.get(winner.personId);
		if (award) settlement.places.push({ id: award.id, place: winner.place });
		const last = award ?? (refusal && lastOf(refusal, byId, own));
		if (!last) open.push(winner);
		else if (isInForce(last.state) || isOpen(last)) kept.add(last);
		else reopened.push(last);
	}
	const stays = (award: HeldAward) => kept.has(award) || award.state === 'handed_over';
	settlement.withdrawn.push(...inForce.filter((award) => !stays(award)).map(({ id }) => id));
	settlement.closed.push(
		...refused.filter((award) => isOpen(award) && !kept.has(award)).map(({ id }) => id),
	);
	const taken = new Set(awards.filter(stays).map(({ slot }) => slot));
	let slot = 0;
	const nextSlot = () => {
		do slot++;
		while (taken.has(slot));
		return slot;
	};
	for (const { personId, place } of open)
		settlement.offers.push({ prizeId, personId, slot: nextSlot(), place });
	for (const { id } of reopened) settlement.reopened.push({ id, slot: nextSlot() });
}

/** Declined, or withdrawn by an owner with a reason; what a correction took back may be won again. */
const wasRefused = ({ state, note }: HeldAward) =>
	state === 'declined' || (state === 'withdrawn' && note !== null);

/** Of a refused award: its piece waits to be passed on. */
const isOpen = ({ passedTo, slot }: HeldAward) => passedTo === null && slot > 0;

/**
 * Where a refused piece has come by being passed on, short of who lost it to a correction and of who wins (`own`) a piece of
 * their own.
 */
function lastOf(
	award: HeldAward,
	byId: ReadonlyMap<string, HeldAward>,
	own: ReadonlySet<string>,
): HeldAward {
	const next = award.passedTo === null ? undefined : byId.get(award.passedTo);
	if (!next || own.has(next.personId)) return award;
	return isInForce(next.state) || wasRefused(next) ? lastOf(next, byId, own) : award;
}
