/** What several ask for at once is made once, and kept for a moment. Failures are not kept. */
export class Shared<T> {
	readonly #ms: number;
	readonly #made = new Map<string, { at: number; value: Promise<T> }>();

	constructor(ms: number) {
		this.#ms = ms;
	}

	/** What `make` gives, or what it gave less than the kept time before `now` for the same key. */
	get(key: string, now: Date, make: () => Promise<T>): Promise<T> {
		const at = now.getTime();
		for (const [other, made] of this.#made) {
			if (Math.abs(at - made.at) >= this.#ms) this.#made.delete(other);
		}
		const known = this.#made.get(key);
		if (known) return known.value;
		const value = make();
		this.#made.set(key, { at, value });
		value.catch(() => {
			if (this.#made.get(key)?.value === value) this.#made.delete(key);
		});
		return value;
	}
}
