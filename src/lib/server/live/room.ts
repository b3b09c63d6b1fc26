import { diffRows } from '#lib/domain/leaderboard/delta.ts';
import type { Look } from '../boards/entry.ts';
import type { Audience, Board, BoardDelta } from '#lib/domain/live/events.ts';

/** An emit to so many sockets holds the event loop for 0.4 ms; between two of them redirects are answered. */
export const SHARD_SIZE = 20;

/**
 * Everybody who watches the same part of the same board as the same audience: one state, one delta for all. Its
 * sockets are dealt to shards, so that an emit to thousands does not hold the event loop.
 */
export class Room {
	readonly key: string;
	readonly contestId: string;
	readonly audience: Audience;
	readonly top: number;
	/** As whom its watchers see people. */
	readonly look: Look;
	/** What the room's watchers hold once they have got all that was emitted. */
	board: Board;
	readonly #shards: number[] = [];

	constructor(contestId: string, audience: Audience, top: number, board: Board, look: Look) {
		this.key = Room.keyOf(contestId, audience, top, look);
		this.look = look;
		this.contestId = contestId;
		this.audience = audience;
		this.top = top;
		this.board = board;
	}

	static keyOf(contestId: string, audience: Audience, top: number, look: Look): string {
		return `${contestId} ${audience} ${top} ${look}`;
	}

	/** A seat for one more watcher: the name of the shard to join. */
	enter(): string {
		let i = this.#shards.findIndex((size) => size < SHARD_SIZE);
		if (i < 0) i = this.#shards.push(0) - 1;
		this.#shards[i] = this.#shards[i]! + 1;
		return `${this.key} ${i}`;
	}

	/** Gives a seat back. */
	leave(shard: string): void {
		const i = Number(shard.slice(this.key.length + 1));
		this.#shards[i] = Math.max(0, (this.#shards[i] ?? 0) - 1);
	}

	get empty(): boolean {
		return this.#shards.every((size) => size === 0);
	}

	/** The shards that somebody sits in. */
	shards(): string[] {
		return this.#shards.flatMap((size, i) => (size > 0 ? [`${this.key} ${i}`] : []));
	}

	/**
	 * Moves the room on to a newer board and gives what its watchers have to hear; null when there is nothing new.
	 * Under other rules the delta has no beginning that anybody holds, so that everybody asks anew.
	 */
	advance(next: Board): BoardDelta | null {
		const before = this.board;
		if (next.version === before.version) return null;
		this.board = next;
		const { contest, version, phase, frozen, total } = next;
		const since =
			next.rulesVersion === before.rulesVersion && version > before.version ? before.version : -1;
		const delta = { contest, version, since, phase, frozen, total };
		if (since === -1) return { ...delta, changes: [], removed: [] };
		const rows = diffRows(before.rows, next.rows);
		if (JSON.stringify(before.teams) === JSON.stringify(next.teams)) return { ...delta, ...rows };
		return { ...delta, ...rows, teams: next.teams };
	}
}
