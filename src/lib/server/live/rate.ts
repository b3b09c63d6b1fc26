/** A token bucket: `burst` at once, then `perSecond`. The clock is the caller's, in milliseconds. */
export class Rate {
	readonly #burst: number;
	readonly #perSecond: number;
	#tokens: number;
	#at: number;

	constructor(burst: number, perSecond: number, now: number) {
		this.#burst = burst;
		this.#perSecond = perSecond;
		this.#tokens = burst;
		this.#at = now;
	}

	/** Takes one; false when none is left. */
	take(now: number): boolean {
		const gained = ((now - this.#at) / 1000) * this.#perSecond;
		this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, gained));
		this.#at = now;
		if (this.#tokens < 1) return false;
		this.#tokens -= 1;
		return true;
	}
}
