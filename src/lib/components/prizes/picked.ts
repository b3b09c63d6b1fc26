/**
 * What stands in a field that its form saves while it is still being set: a save that was on its way brings an older choice back, which
 * is not what the field is to go back to.
 */
export class Picked {
	#own: string[] = [];

	/** Something was chosen here. */
	pick(value: string): void {
		this.#own.push(value);
	}

	/** What counts, now that the form says `value`: the last choice, unless the form says what was never chosen here. */
	of(value: string): string {
		const last = this.#own.at(-1);
		if (last === undefined || !this.#own.includes(value)) this.#own = [];
		else if (value === last) this.#own = [last];
		return this.#own.at(-1) ?? value;
	}
}
