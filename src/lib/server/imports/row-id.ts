import { hash } from 'node:crypto';
import type { ImportedFact } from '#lib/domain/imports/kind.ts';

/** What a fact says, whoever says it and in whatever words: the same twice is the same fact. */
function contentOf(fact: ImportedFact, at: string, place: string): string {
	switch (fact.type) {
		case 'reading':
			return JSON.stringify([fact.type, place, at, fact.metric, fact.total]);
		case 'conversion':
			return JSON.stringify([fact.type, place, at, fact.kind, fact.value, fact.currency]);
		case 'clicks':
			return JSON.stringify([fact.type, place, at.slice(0, 10)]);
	}
}

/** How many keys are kept before the table grows; 12 bytes each. */
const FIRST_SIZE = 4096;

/** Counts how often a key came, in 12 bytes each: a million lines are 24 MB at most. */
class Occurrences {
	#keys = new Float64Array(FIRST_SIZE);
	#counts = new Uint32Array(FIRST_SIZE);
	#used = 0;

	/** 1 for the first time, 2 for the second, … `key` is a whole number from 1 on. */
	next(key: number): number {
		if (this.#used * 2 >= this.#keys.length) this.#grow();
		const at = this.#placeOf(key);
		if (this.#keys[at] === 0) {
			this.#keys[at] = key;
			this.#used++;
		}
		return ++this.#counts[at]!;
	}

	#placeOf(key: number): number {
		const mask = this.#keys.length - 1;
		let at = key % this.#keys.length;
		while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
		return at;
	}

	#grow(): void {
		const [keys, counts] = [this.#keys, this.#counts];
		this.#keys = new Float64Array(keys.length * 2);
		this.#counts = new Uint32Array(keys.length * 2);
		keys.forEach((key, i) => {
			if (key === 0) return;
			const at = this.#placeOf(key);
			this.#keys[at] = key;
			this.#counts[at] = counts[i]!;
		});
	}
}

/**
 * The minute since 1970 in six digits of base 36, until the year 6108. Ids that begin with it lie beside each other in the
 * index where their facts do in the file: at a million lines a random place each costs a page of WAL each.
 */
const minuteOf = (at: Date) =>
	Math.max(0, Math.floor(at.getTime() / 60_000))
		.toString(36)
		.padStart(6, '0');

/**
 * Gives facts of one file the ids that make them idempotent: the file's own, or one derived from source and content
 * (its minute and SHA-256, 160 bits); `at` is its instant as RFC 3339, `place` where it belongs. Two conversions that say the same are told apart by their occurrence; two readings that do are one.
 */
export function rowIds(source: string): (fact: ImportedFact, at: string, place: string) => string {
	const seen = new Occurrences();
	return (fact, at, place) => {
		if (fact.id !== null) return fact.id;
		const digest = hash('sha256', `${source}\0${contentOf(fact, at, place)}`, 'buffer');
		const id = `csv:${minuteOf(fact.at)}${digest.subarray(0, 20).toString('base64url')}`;
		if (fact.type !== 'conversion') return id;
		const times = seen.next(digest.readUIntBE(26, 6) + 1);
		return times === 1 ? id : `${id}.${times}`;
	};
}
