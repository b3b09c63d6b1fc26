import type { Db } from '../db/client.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { loadContest } from './contest.ts';
import { ContestTable } from './table.ts';

/** 100,000 people take about 80 MB; most contests a thousandth of that. */
const REMEMBERED_CONTESTS = 24;

/**
 * The boards of the contests read last. A table is brought up to the contest's version before it is given out, so
 * that a reader sees what was committed before it asked; NOTIFY isn't needed for that.
 */
export class BoardTables {
	readonly #known = new Map<string, { table: ContestTable | null; busy: Promise<unknown> }>();

	/** The table at least as new as this look at the contest. Read it at once: it moves on with the next await. */
	async get(db: Db, contest: LoadedContest, now: Date): Promise<ContestTable> {
		return this.#turn(contest.id, (known) => this.#bring(known, db, contest, now));
	}

	/** The table of a contest (own id) as it is now; null when there is none. In one trip where the table is known. */
	async latest(db: Db, contestId: string): Promise<ContestTable | null> {
		return this.#turn(contestId, async (known) => {
			if (known) return this.#advance(known, db);
			const contest = await loadContest(db, { id: contestId });
			return contest && ContestTable.read(db, contest, contest.now);
		});
	}

	/** One at a time per contest: two that advance the same table would apply the same rows twice, out of order. */
	#turn<T extends ContestTable | null>(
		contestId: string,
		bring: (known: ContestTable | null) => Promise<T>,
	): Promise<T> {
		const slot = this.#known.get(contestId) ?? { table: null, busy: Promise.resolve() };
		this.#known.delete(contestId);
		this.#known.set(contestId, slot);
		this.#forget();
		const turn = slot.busy.then(async () => {
			const table = await bring(slot.table);
			slot.table = table;
			return table;
		});
		slot.busy = turn.catch(() => undefined);
		return turn;
	}

	async #bring(table: ContestTable | null, db: Db, contest: LoadedContest, now: Date) {
		if (table && contest.boardVersion < table.contest.boardVersion) {
			// An older look than the table's own: somebody was quicker. A restored database is older for good.
			if (contest.now >= table.contest.now) return ContestTable.read(db, contest, now);
			return table;
		}
		if (!table?.reaches(contest, now)) return ContestTable.read(db, contest, now);
		if (table.version < contest.boardVersion) {
			return (await this.#advance(table, db)) ?? ContestTable.read(db, contest, now);
		}
		table.contest = contest;
		return table;
	}

	/** Brings a table to what is newer, or reads it whole where that can't be reached; null when the contest is gone. */
	async #advance(table: ContestTable, db: Db): Promise<ContestTable | null> {
		const look = await table.advance(db);
		if (!look) return null;
		return look.reached ? table : ContestTable.read(db, look.contest, look.contest.now);
	}

	#forget(): void {
		for (const id of this.#known.keys()) {
			if (this.#known.size <= REMEMBERED_CONTESTS) return;
			this.#known.delete(id);
		}
	}
}

/** The tables that this process's queries and sockets share. */
export const boardTables = new BoardTables();
