import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Stands where the first entry names the one before. */
export const GENESIS = '0'.repeat(64);
/** Names the canonical text; another text would be another number. */
const FORM = 'laurel audit 1';
/** An entry that was moved is looked for this many places around. */
const MOVED_WITHIN = 200;

/** An entry as it is stored. Texts are exactly the database's: `at` RFC 3339 in UTC with milliseconds, `details` JSON as Postgres prints it. */
export type StoredEntry = {
	seq: number | null;
	id: string;
	at: string;
	actor: string;
	action: string;
	target: string | null;
	details: string | null;
	prevHash: string | null;
	hash: string | null;
};

/** The first thing that is wrong with a chain. */
export type Breach = {
	/** The place of the entry that was tampered with; null for one that has none. */
	seq: number | null;
	/** Its id, where it is there. */
	id: string | null;
	kind:
		/** What it says does not fit its own hash. */
		| 'changed'
		/** There is no entry at this place. */
		| 'missing'
		/** It fits its own hash, but what follows was written after another one. */
		| 'rewritten'
		/** It was put between two others. */
		| 'inserted'
		/** It stood at another place when it was written: others were taken out, put in or exchanged. */
		| 'moved'
		/** It was put in behind the back of the chain. */
		| 'unchained'
		/** The log no longer holds the hash that was expected: its end was cut off, or all of it was written anew. */
		| 'cut';
};

/** The text that an entry's hash is of, at place `seq` behind `prevHash`: netstrings, "-," for what is absent. */
export function canonicalText(entry: StoredEntry, seq: number, prevHash: string | null): string {
	const { id, at, actor, action, target, details } = entry;
	return [FORM, prevHash, String(seq), id, at, actor, action, target, details]
		.map((field) => (field === null ? '-,' : `${utf8ToBytes(field).length}:${field},`))
		.join('');
}

/** The SHA-256 of an entry at place `seq` behind `prevHash`, in lower-case hex. */
export function entryHash(entry: StoredEntry, seq: number, prevHash: string | null): string {
	return bytesToHex(sha256(utf8ToBytes(canonicalText(entry, seq, prevHash))));
}

/** Walks along a chain, entry by entry in the order of `seq` (those without one last), up to the first breach. */
export class ChainWalk {
	/** How many entries were good so far. */
	entries = 0;
	/** The hash of the last good one: what to expect of the log from now on. */
	head = GENESIS;
	breach: Breach | null = null;
	readonly #expected: string | null;
	#seen: boolean;
	#last: StoredEntry | null = null;

	/** `expect` is a head that was printed earlier and must still be there. */
	constructor(expect: string | null = null) {
		this.#expected = expect;
		this.#seen = expect === null || expect === GENESIS;
	}

	/** Takes the next entry. After a breach nothing more is looked at. */
	take(entry: StoredEntry): void {
		if (this.breach) return;
		this.breach = this.#judge(entry);
		if (this.breach) return;
		this.entries += 1;
		this.head = entry.hash!;
		this.#seen ||= entry.hash === this.#expected;
		this.#last = entry;
	}

	/** Says that there are no more; gives the first breach, if any. */
	end(): Breach | null {
		if (!this.breach && !this.#seen) {
			this.breach = { seq: this.entries + 1, id: null, kind: 'cut' };
		}
		return this.breach;
	}

	#judge(entry: StoredEntry): Breach | null {
		const { seq, id, prevHash, hash } = entry;
		const place = this.entries + 1;
		if (seq === null) return { seq: null, id, kind: 'unchained' };
		if (seq !== place) return { seq: place, id: null, kind: 'missing' };
		if (entryHash(entry, seq, prevHash) === hash) {
			if (prevHash === this.head) return null;
			// This one is as it was written, so the one before is not.
			if (!this.#last) return { seq, id, kind: 'rewritten' };
			return { seq: seq - 1, id: this.#last.id, kind: 'rewritten' };
		}
		const origin = placeOf(entry, seq);
		if (origin === null) return { seq, id, kind: 'changed' };
		if (origin === seq - 1 && this.#last)
			return { seq: origin, id: this.#last.id, kind: 'inserted' };
		return { seq, id, kind: 'moved' };
	}
}

/** The place at which an entry fits its hash, nearest first; null when there is none around. */
function placeOf(entry: StoredEntry, seq: number): number | null {
	for (let away = 1; away <= MOVED_WITHIN; away++) {
		for (const place of [seq + away, seq - away]) {
			if (place >= 1 && entryHash(entry, place, entry.prevHash) === entry.hash) return place;
		}
	}
	return null;
}
