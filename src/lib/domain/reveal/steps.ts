import { RankedTable } from '../leaderboard/order.ts';
import { compareKeys, placeKey, sameRank, type RankingRules } from '../leaderboard/rank.ts';
import {
	standingOf,
	type Change,
	type RevealInput,
	type Standing,
	type Step,
	type StepKind,
	type WonPrize,
} from './step.ts';

/** As many as a display shows at once: the single steps need no scrolling. */
export const SINGLY = 8;
/** However many people take part, the places below pass in about so many groups: two minutes of a room's time. */
const MOST_GROUPS = 12;
const LEAST_GROUP = 5;
/** Moving one row of 100,000 takes 0.15 ms, building the table anew 200 ms. */
const ONE_BY_ONE = 1_000;

/** A step, and the table as it stands after it: read it before the next step is asked for. */
export type Told = { step: Step; table: RankedTable<Standing>; settled: ReadonlySet<string> };

/**
 * The reveal as a walk from the last place upwards: whoever stands last among those still open is told what the
 * frozen time brought them and rises; who then stands last with known figures has that place. Those still open can only
 * rise (who falls is told first), so a settled place stays, and each step follows from what was shown before it and from
 * the figures it tells, never from what comes later.
 */
export function* tellReveal(input: RevealInput): Generator<Told, void> {
	const telling = new Telling(input);
	for (const step of telling.steps()) {
		yield { step, table: telling.table, settled: telling.settled };
	}
}

/** Every step of a reveal, in order. */
export function revealSteps(input: RevealInput): Step[] {
	return Array.from(tellReveal(input), ({ step }) => step);
}

/** Whether `a` has a worse place than `b` would. */
function worse(rules: RankingRules, a: Standing, b: Standing): boolean {
	return compareKeys(placeKey(a, rules), placeKey(b, rules)) > 0;
}

class Telling {
	table: RankedTable<Standing>;
	readonly settled = new Set<string>();
	readonly #rules: RankingRules;
	/** Final figures of who stands in the frozen table and has not been told. */
	readonly #pending = new Map<string, Standing>();
	readonly #fallen: Change[] = [];
	readonly #new: Change[] = [];
	readonly #prizes: readonly WonPrize[];
	readonly #announced = new Map<WonPrize, Set<string>>();
	readonly #singly: number;
	readonly #groupSize: number;

	constructor(input: RevealInput) {
		const frozen = input.frozen.map(standingOf);
		this.#rules = input.rules;
		this.table = new RankedTable(input.rules, frozen);
		this.#prizes = input.prizes;
		this.#singly = input.singly ?? SINGLY;
		const final = new Map(input.final.map((row) => [row.person.externalId, standingOf(row)]));
		for (const before of frozen) {
			const after = final.get(before.id) ?? null;
			if (after && !worse(this.#rules, after, before)) this.#pending.set(before.id, after);
			else this.#fallen.push({ id: before.id, before, rank: this.table.rankOf(before.id), after });
			final.delete(before.id);
		}
		for (const [id, after] of final) this.#new.push({ id, before: null, rank: null, after });
		const below = frozen.length + this.#new.length - this.#singly;
		this.#groupSize = Math.max(LEAST_GROUP, Math.ceil(below / MOST_GROUPS));
	}

	*steps(): Generator<Step> {
		if (this.#fallen.length > 0) yield this.#tell('fallen', this.#fallen);
		if (this.#new.length > 0) yield this.#tell('new', this.#new);
		yield* this.#unranked();
		yield* this.#groups();
		while (this.#open > 0) yield* this.#lowest();
		for (const won of this.#prizes) {
			const told = this.#announced.get(won);
			const winners = won.winners.filter(({ externalId }) => !told?.has(externalId));
			if (winners.length > 0) yield this.#step('prize', { prizes: [{ ...won, winners }] });
		}
		yield this.#step('end', {});
	}

	/** How many rows stand above those that are settled. */
	get #open(): number {
		return this.table.size - this.settled.size;
	}

	*#unranked(): Generator<Step> {
		const ranked = this.table.slice(0, this.#open).filter(({ rank }) => rank !== null).length;
		if (ranked === this.#open) return;
		const changes = this.#pendingBelow(ranked, Infinity);
		this.#apply(changes);
		// Who has risen has a rank now, and stands above.
		const still = this.table.slice(ranked, this.#open).filter(({ rank }) => rank === null).length;
		const settles = this.#settleFrom(this.#open - still);
		yield this.#step('unranked', { changes, settles, people: [...idsOf(changes), ...settles] });
	}

	*#groups(): Generator<Step> {
		for (;;) {
			const changes = this.#pendingBelow(this.#singly, this.#groupSize);
			this.#apply(changes);
			const settles = this.#settleFrom(this.#settlesFrom(this.#singly));
			if (changes.length + settles.length === 0) return;
			yield this.#step('group', { changes, settles, people: [...idsOf(changes), ...settles] });
		}
	}

	/** The lowest open place: whoever of it has not been told, or the place itself. */
	*#lowest(): Generator<Step> {
		const sharing = this.#lowestPlace();
		const id = sharing.findLast((one) => this.#pending.has(one));
		if (id === undefined) {
			this.#settleFrom(this.#open - sharing.length);
			yield this.#step('place', { settles: sharing, people: sharing });
			return;
		}
		yield this.#step('where', { people: [id] });
		const changes = [this.#changeOf(id)];
		this.#apply(changes);
		const alone = this.#lowestPlace();
		// The first place, a shared one and one with a prize get a step of their own.
		const plain =
			alone.length === 1 && alone[0] === id && this.#open > 1 && this.#wonBy(alone).length === 0;
		const settles = plain ? this.#settleFrom(this.#open - 1) : [];
		yield this.#step('brought', { changes, settles, people: [id] });
	}

	/** Who shares the lowest open place, in order. */
	#lowestPlace(): string[] {
		const last = this.table.slice(this.#open - 1, this.#open)[0]!.entry;
		const same = sameRank(this.#rules);
		const ids: string[] = [];
		for (let i = this.#open - 1; i >= 0; i--) {
			const { entry } = this.table.slice(i, i + 1)[0]!;
			if (!same(entry, last)) break;
			ids.unshift(entry.id);
		}
		return ids;
	}

	#changeOf(id: string): Change {
		const before = this.table.get(id)!;
		return { id, before, rank: this.table.rankOf(id), after: this.#pending.get(id)! };
	}

	/** From the last open row up to position `bound`: what becomes of those who have not been told, `most` of them. */
	#pendingBelow(bound: number, most: number): Change[] {
		const changes: Change[] = [];
		for (const { entry } of this.table.slice(bound, this.#open).reverse()) {
			if (changes.length >= most) break;
			if (this.#pending.has(entry.id)) changes.push(this.#changeOf(entry.id));
		}
		return changes;
	}

	/** The position from which on every open place, as a whole at `bound` or below, has been told. */
	#settlesFrom(bound: number): number {
		const rows = this.table.slice(bound, this.#open);
		const same = sameRank(this.#rules);
		let from = rows.length;
		for (let i = rows.length - 1; i >= 0; i--) {
			if (this.#pending.has(rows[i]!.entry.id)) break;
			const above = i > 0 ? rows[i - 1] : this.table.slice(bound - 1, bound)[0];
			if (!above || !same(above.entry, rows[i]!.entry)) from = i;
		}
		return bound + from;
	}

	#settleFrom(position: number): string[] {
		const ids = this.table.slice(position, this.#open).map(({ entry }) => entry.id);
		for (const id of ids) this.settled.add(id);
		return ids;
	}

	#tell(kind: StepKind, changes: Change[]): Step {
		this.#apply(changes);
		return this.#step(kind, { changes, people: idsOf(changes) });
	}

	#apply(changes: readonly Change[]): void {
		for (const { id } of changes) this.#pending.delete(id);
		if (changes.length > ONE_BY_ONE) {
			const entries = new Map(
				this.table.slice(0, this.table.size).map(({ entry }) => [entry.id, entry]),
			);
			for (const { id, after } of changes) {
				if (after) entries.set(id, after);
				else entries.delete(id);
			}
			this.table = new RankedTable(this.#rules, entries.values());
			return;
		}
		for (const { id, after } of changes) {
			if (after) this.table.set(after);
			else this.table.delete(id);
		}
	}

	#wonBy(ids: readonly string[]): WonPrize[] {
		const by = new Set(ids);
		return this.#prizes.filter(isWonByFigures).flatMap((won) => {
			const winners = won.winners.filter(({ externalId }) => by.has(externalId));
			return winners.length > 0 ? [{ ...won, winners }] : [];
		});
	}

	#step(kind: StepKind, parts: Partial<Omit<Step, 'kind'>>): Step {
		const { settles = [], changes = [] } = parts;
		const people = [...new Set(parts.people)];
		const prizes = parts.prizes ?? this.#announce(settles);
		return { kind, people, changes, settles, prizes };
	}

	#announce(settles: readonly string[]): WonPrize[] {
		const prizes = this.#wonBy(settles);
		for (const { prize, winners } of prizes) {
			const won = this.#prizes.find((one) => one.prize.id === prize.id)!;
			const told = this.#announced.get(won) ?? new Set();
			for (const { externalId } of winners) told.add(externalId);
			this.#announced.set(won, told);
		}
		return prizes;
	}
}

const idsOf = (changes: readonly Change[]) => changes.map(({ id }) => id);

/**
 * Whether a settled place says who won it: places and points of everybody's table. A prize of which there are but a
 * few tells by who got it how many others were above, and a draw who won a place: they come last.
 */
function isWonByFigures({ prize }: WonPrize): boolean {
	if (prize.ranking !== 'main') return false;
	return prize.kind === 'place' || (prize.kind === 'threshold' && prize.stock === null);
}
