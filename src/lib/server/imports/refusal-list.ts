import { storable } from '#lib/domain/text.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import type { Ctx } from '../context.ts';
import { importRefusals } from '../db/schema/imports.ts';

/** Of a file that is wrong all over so many lines are kept to be mended; the others are counted. */
export const MOST_REFUSALS = 50_000;
/** A wrong line's cells are kept to this length each, so that nobody stores a file by its errors. */
const CELL_KEPT = 2_000;
/** So many characters of wrong lines wait in memory before they are written. */
const MOST_WAITING = 1_000_000;

/**
 * The wrong lines of a running import. They are written late: while its transaction has changed nothing, Postgres goes on
 * cleaning up behind the boards, which a transaction that has stops in the whole database.
 */
export class RefusalList {
	readonly #importId: string;
	#waiting: (typeof importRefusals.$inferInsert)[] = [];
	#characters = 0;
	#kept = 0;

	constructor(importId: string) {
		this.#importId = importId;
	}

	/** Notes lines that were not taken, as long as there is room. */
	async add(
		tx: Ctx,
		lines: readonly { line: number; cells: readonly string[]; problems: readonly Problem[] }[],
	): Promise<void> {
		for (const { line, cells, problems } of lines.slice(0, MOST_REFUSALS - this.#kept)) {
			const kept = cells.map((cell) => storable(cell.slice(0, CELL_KEPT)));
			this.#waiting.push({ importId: this.#importId, line, problems, cells: kept });
			this.#characters += kept.reduce((sum, cell) => sum + cell.length, 0);
			this.#kept++;
		}
		if (this.#characters > MOST_WAITING) await this.write(tx);
	}

	/** Writes what waits, in the import's transaction. */
	async write(tx: Ctx): Promise<void> {
		const lines = this.#waiting;
		[this.#waiting, this.#characters] = [[], 0];
		// A statement takes 65,535 parameters.
		for (let at = 0; at < lines.length; at += 1000)
			await tx.db.insert(importRefusals).values(lines.slice(at, at + 1000));
	}
}
