import type { Db } from './db/client.ts';

/**
 * What several ask for at once is made once, and kept for a while: a cache for reading, per database, by which nothing
 * is decided. Failures are not kept.
 */
export class MadeOnce<T> {
	readonly #ms: number;
	readonly #made = new WeakMap<Db, Map<string, { at: number; value: Promise<T> }>>();

	constructor(ms: number) {
		this.#ms = ms;
	}

	/** What `make` gives, or what it gave less than the kept time before `now` for the same key of this database. */
	get({ db, now }: { db: Db; now: Date }, key: string, make: () => Promise<T>): Promise<T> {
		const at = now.getTime();
		const all = this.#made.get(db) ?? new Map<string, { at: number; value: Promise<T> }>();
		this.#made.set(db, all);
		for (const [other, made] of all) if (Math.abs(at - made.at) >= this.#ms) all.delete(other);
		const known = all.get(key);
		if (known) return known.value;
		const value = make();
		all.set(key, { at, value });
		value.catch(() => {
			if (all.get(key)?.value === value) all.delete(key);
		});
		return value;
	}

	/** Drops what is kept of a database, what is being made too: something in it was taken back. */
	forget(db: Db): void {
		this.#made.delete(db);
	}
}
