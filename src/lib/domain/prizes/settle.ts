import { isInForce, type AwardState } from './state.ts';

/** An award as it stands when a result, the first or a correction, is made. Ids are the portal's own. */
export type HeldAward = {
	id: string;
	prizeId: string;
	personId: string;
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
};

/**
 * What a new result does to the awards that there are: who wins and has the prize keeps it; who wins and had declined it, or
 * had it withdrawn by an owner, is not offered it again, and whoever it was passed on to keeps it; everybody else who wins is
 * offered it. What nobody wins any more is withdrawn, unless it is handed over. Nothing is given twice.
 */
export function settleAwards(before: readonly HeldAward[], won: readonly WonPrizes[]): Settlement {
	const settlement: Settlement = { offers: [], withdrawn: [], places: [] };
	const byId = new Map(before.map((award) => [award.id, award]));
	const byPrize = Map.groupBy(before, ({ prizeId }) => prizeId);
	const winnersOf = new Map(won.map(({ prizeId, winners }) => [prizeId, winners]));
	for (const prizeId of new Set([...byPrize.keys(), ...winnersOf.keys()])) {
		const awards = byPrize.get(prizeId) ?? [];
		settlePrize(prizeId, awards, winnersOf.get(prizeId) ?? [], byId, settlement);
	}
	return settlement;
}

function settlePrize(
	prizeId: string,
	awards: readonly HeldAward[],
	winners: WonPrizes['winners'],
	byId: ReadonlyMap<string, HeldAward>,
	settlement: Settlement,
): void {
	const inForce = awards.filter(({ state }) => isInForce(state));
	const holding = new Map(inForce.map((award) => [award.personId, award]));
	const refused = new Map(awards.filter(wasRefused).map((award) => [award.personId, award]));
	const kept = new Set<string>();
	const open: WonPrizes['winners'][number][] = [];
	for (const winner of winners) {
		const own = holding.get(winner.personId);
		const refusal = refused.get(winner.personId);
		if (own) settlement.places.push({ id: own.id, place: winner.place });
		if (own) kept.add(own.id);
		else if (refusal) kept.add(lastOf(refusal, byId).id);
		else open.push(winner);
	}
	const stays = ({ id, state }: HeldAward) => kept.has(id) || state === 'handed_over';
	settlement.withdrawn.push(...inForce.filter((award) => !stays(award)).map(({ id }) => id));
	const taken = new Set(inForce.filter(stays).map(({ slot }) => slot));
	let slot = 0;
	for (const { personId, place } of open) {
		do slot++;
		while (taken.has(slot));
		settlement.offers.push({ prizeId, personId, slot, place });
	}
}

/** Declined, or withdrawn by an owner with a reason; what a correction took back may be won again. */
const wasRefused = ({ state, note }: HeldAward) =>
	state === 'declined' || (state === 'withdrawn' && note !== null);

/** Where a piece has come by being passed on. */
function lastOf(award: HeldAward, byId: ReadonlyMap<string, HeldAward>): HeldAward {
	const next = award.passedTo === null ? undefined : byId.get(award.passedTo);
	return next ? lastOf(next, byId) : award;
}
