import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleAwards, type HeldAward } from './settle.ts';
import { isInForce } from './state.ts';

const PEOPLE = ['anna', 'bo', 'chitra', 'davide', 'elena', 'farid'];

/** A prize's awards as the portal keeps them, with what is done to them between two results. */
class Shelf {
	awards: HeldAward[] = [];
	winners: string[] = [];
	#next = 1;

	correct(winners: string[]): void {
		this.winners = winners;
		const won = winners.map((personId, i) => ({ personId, place: i + 1 }));
		const settled = settleAwards(this.awards, [{ prizeId: 'mug', winners: won }]);
		for (const id of settled.withdrawn) this.#change(id, { state: 'withdrawn', note: null });
		for (const { id, slot } of settled.reopened) this.#change(id, { slot, passedTo: null });
		for (const id of settled.closed) this.#change(id, { slot: 0 });
		for (const { personId, slot } of settled.offers) this.#offer(personId, slot);
	}

	/** The `nth` of what is in force is declined, handed over, or withdrawn with a reason. */
	step(nth: number, state: 'declined' | 'handed_over' | 'withdrawn'): void {
		const open = this.awards.filter((a) => isInForce(a.state) && a.state !== 'handed_over');
		const award = open[nth % open.length];
		if (award) this.#change(award.id, { state, note: state === 'withdrawn' ? 'Left.' : null });
	}

	/** The `nth` of the refused pieces goes to the first who never had one. */
	passOn(nth: number): void {
		const open = this.waiting();
		const award = open[nth % open.length];
		const person = PEOPLE.find((name) => !this.awards.some((a) => a.personId === name));
		if (award && person) this.#change(award.id, { passedTo: this.#offer(person, award.slot) });
	}

	waiting(): HeldAward[] {
		const refused = ({ state, note }: HeldAward) =>
			state === 'declined' || (state === 'withdrawn' && note !== null);
		return this.awards.filter((a) => refused(a) && a.passedTo === null && a.slot > 0);
	}

	#offer(personId: string, slot: number): string {
		const id = String(this.#next++).padStart(4, '0');
		const fresh = { state: 'offered' as const, note: null, passedTo: null };
		this.awards.push({ id, prizeId: 'mug', personId, slot, ...fresh });
		return id;
	}

	#change(id: string, change: Partial<HeldAward>): void {
		this.awards = this.awards.map((award) => (award.id === id ? { ...award, ...change } : award));
	}
}

describe('however often a result is corrected and a prize refused and passed on', () => {
	const move = fc.oneof(
		fc.record({ winners: fc.shuffledSubarray(PEOPLE, { maxLength: 4 }) }),
		fc.record({
			nth: fc.nat(5),
			to: fc.constantFrom('declined' as const, 'handed_over' as const, 'withdrawn' as const),
		}),
		fc.record({ pass: fc.nat(5) }),
	);

	it('there is a piece for each who wins, beside what was handed over, and none is there twice', () => {
		fc.assert(
			fc.property(fc.array(move, { minLength: 1, maxLength: 14 }), (moves) => {
				const shelf = new Shelf();
				for (const made of moves) {
					if ('winners' in made) shelf.correct(made.winners);
					else if ('to' in made) shelf.step(made.nth, made.to);
					else shelf.passOn(made.pass);
					const there = [...shelf.awards.filter((a) => isInForce(a.state)), ...shelf.waiting()];
					const slots = there.map(({ slot }) => slot);
					expect(new Set(slots).size).toBe(slots.length);
					const handed = there.filter(({ state }) => state === 'handed_over').length;
					expect(there.length).toBeGreaterThanOrEqual(shelf.winners.length);
					expect(there.length).toBeLessThanOrEqual(shelf.winners.length + handed);
					const holders = shelf.awards.filter((a) => isInForce(a.state)).map((a) => a.personId);
					expect(new Set(holders).size).toBe(holders.length);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
