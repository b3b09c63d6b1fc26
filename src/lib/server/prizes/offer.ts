import type { Ctx } from '../context.ts';

/** Who won a prize under a result, by the portal's own ids. `place` is the rank, or the order of the draw. */
export type Won = {
	prizeId: string;
	winners: readonly { personId: string; place: number | null }[];
};

/**
 * Offers the prizes that a result gives, in the transaction that makes the result. With a correction, who has won the same
 * prize before keeps it as it is, who no longer wins has it withdrawn unless it is handed over, and the others are
 * offered it. Tells those concerned, unless the contest is held for its reveal: then `announcePrizes` does.
 */
export async function offerPrizes(
	tx: Ctx,
	input: { contestId: string; resultId: string; won: readonly Won[] },
): Promise<{ offered: number }> {
	void tx;
	return Promise.reject(new Error(`not yet: ${input.contestId}`));
}
