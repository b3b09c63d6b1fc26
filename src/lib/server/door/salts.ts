import { createHmac, hash, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { DAY_MS, dayNumber } from '../clicks/utc-day.ts';

/** 22 characters of base64url are 132 bits: no two visitors meet. */
const NAME_CHARACTERS = 22;

const dayName = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

const BLOCK = 64;
/** Node takes 16 kB of headers at most; of a longer identity the rest does not matter. */
const MAX_IDENTITY = 4_096;
const message = Buffer.alloc(BLOCK + MAX_IDENTITY);

/** A salt, and the block that it fills in front of what it hides. */
type Salt = { bytes: Buffer; block: Buffer };

function saltOf(bytes: Buffer): Salt {
	const block = Buffer.alloc(BLOCK);
	bytes.copy(block);
	return { bytes, block };
}

/**
 * A visitor's name under a salt: SHA-256 of the salt, filled up to a block, and `identity` (link, address, user agent); the
 * first 22 characters of its base64url. A key in front is enough because the rest of the hash is thrown away: who would
 * lengthen a hash needs all of it (chop-MD; Coron, Dodis, Malinaud, Puniya: Merkle–Damgård Revisited, 2005). Each click has
 * three or four names: one takes 0.3 µs so, an HMAC over one-shot hashes 0.75 and `createHmac` 10.
 */
export function visitorName(salt: Salt, identity: string): string {
	salt.block.copy(message);
	const length = message.write(identity, BLOCK, MAX_IDENTITY, 'utf8');
	return hash('sha256', message.subarray(0, BLOCK + length), 'base64url').slice(0, NAME_CHARACTERS);
}

/** The salts by which a visitor is called today and, while the dedupe window reaches back, was called yesterday (UTC). */
export type VisitorKeys = { today: Salt; earlier: Salt | undefined };

/**
 * The days' salts. Each day (UTC) has one, made a day ahead by whichever instance comes first, so that all have
 * it when the day begins, also when the database is away just then; yesterday's is kept for the dedupe window and older
 * ones are deleted everywhere, after which nobody can tell whose clicks those were. A day that could not be
 * prepared gets a provisional salt, derived from the day before, which becomes the day's own once it can be stored.
 */
export class Salts {
	#byDay = new Map<number, Salt>();
	#stored = new Set<number>();
	#now: VisitorKeys | undefined;
	#nowDay = -1;
	readonly #sql: Sql;

	constructor(sql: Sql) {
		this.#sql = sql;
	}

	/** The salts for a click at `at` (milliseconds since 1970). Never waits. */
	keysAt(at: number): VisitorKeys {
		const day = dayNumber(at);
		if (this.#now && this.#nowDay === day) return this.#now;
		this.#now = { today: this.#saltOf(day), earlier: this.#byDay.get(day - 1) };
		this.#nowDay = day;
		return this.#now;
	}

	/** The salt of the day after `at`. */
	laterKey(at: number): Salt {
		return this.#saltOf(dayNumber(at) + 1);
	}

	/** Makes, reads and throws away salts as of `now`. Throws when the database is away. */
	async refresh(now: number): Promise<void> {
		const today = dayNumber(now);
		const wanted = [today, today + 1];
		for (const day of wanted) {
			if (this.#stored.has(day)) continue;
			const salt = this.#byDay.get(day)?.bytes ?? randomBytes(32);
			await this.#sql`
				insert into visitor_salts (day, salt) values (${dayName(day)}, ${salt.toString('base64url')})
				on conflict (day) do nothing`;
		}
		await this.#sql`delete from visitor_salts where day < ${dayName(today - 1)}`;
		const rows = await this.#sql<{ day: string; salt: string }[]>`
			select day, salt from visitor_salts where day >= ${dayName(today - 1)}`;
		for (const row of rows) {
			const day = dayNumber(Date.parse(row.day));
			this.#byDay.set(day, saltOf(Buffer.from(row.salt, 'base64url')));
			this.#stored.add(day);
		}
		for (const day of [...this.#byDay.keys()]) if (day < today - 1) this.#forget(day);
		this.#nowDay = -1;
	}

	/** Whether `refresh` has something to do: a day was not stored yet, or an old one is still kept. */
	isDue(now: number): boolean {
		const today = dayNumber(now);
		return (
			!this.#stored.has(today) ||
			!this.#stored.has(today + 1) ||
			[...this.#byDay.keys()].some((day) => day < today - 1)
		);
	}

	/** For the snapshot: what a restart needs while the database is away. */
	dump(): [day: string, salt: string][] {
		return [...this.#byDay].map(([day, salt]) => [dayName(day), salt.bytes.toString('base64url')]);
	}

	/** Takes a snapshot's salts for the days that are not known yet; days before yesterday are left. */
	restore(salts: readonly (readonly [day: string, salt: string])[], now: number): void {
		for (const [name, salt] of salts) {
			const day = dayNumber(Date.parse(name));
			if (day < dayNumber(now) - 1 || this.#byDay.has(day)) continue;
			this.#byDay.set(day, saltOf(Buffer.from(salt, 'base64url')));
		}
		this.#nowDay = -1;
	}

	#saltOf(day: number): Salt {
		const known = this.#byDay.get(day);
		if (known) return known;
		const before = this.#byDay.get(day - 1);
		const made = saltOf(
			before
				? createHmac('sha256', before.bytes).update('the day after').digest()
				: randomBytes(32),
		);
		this.#byDay.set(day, made);
		return made;
	}

	#forget(day: number): void {
		this.#byDay.get(day)?.bytes.fill(0);
		this.#byDay.delete(day);
		this.#stored.delete(day);
	}
}
