import { createHmac, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';

const DAY_MS = 86_400_000;
/** 128 bits keep two visitors apart and take 22 characters. */
const NAME_BYTES = 16;

const dayNumber = (at: number) => Math.floor(at / DAY_MS);
const dayName = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** How one visitor of one link is called today, yesterday and tomorrow (UTC). */
export type VisitorKeys = { today: Buffer; earlier: Buffer | undefined };

/** A visitor's name under a salt: HMAC-SHA-256 of `identity` (address, user agent, link), 16 bytes, base64url. */
export function visitorName(salt: Buffer, identity: string): string {
	return createHmac('sha256', salt)
		.update(identity)
		.digest()
		.subarray(0, NAME_BYTES)
		.toString('base64url');
}

/**
 * The days' salts. Each day (UTC) has one, made a day ahead by whichever instance comes first, so that all have
 * it when the day begins, also when the database is away just then; yesterday's is kept for the dedupe window and older
 * ones are deleted everywhere, after which nobody can tell whose clicks those were. A day that could not be
 * prepared gets a provisional salt, derived from the day before, which becomes the day's own once it can be stored.
 */
export class Salts {
	#byDay = new Map<number, Buffer>();
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
	laterKey(at: number): Buffer {
		return this.#saltOf(dayNumber(at) + 1);
	}

	/** Makes, reads and throws away salts as of `now`. Throws when the database is away. */
	async refresh(now: number): Promise<void> {
		const today = dayNumber(now);
		const wanted = [today, today + 1];
		for (const day of wanted) {
			if (this.#stored.has(day)) continue;
			const salt = this.#byDay.get(day) ?? randomBytes(32);
			await this.#sql`
				insert into visitor_salts (day, salt) values (${dayName(day)}, ${salt.toString('base64url')})
				on conflict (day) do nothing`;
		}
		await this.#sql`delete from visitor_salts where day < ${dayName(today - 1)}`;
		const rows = await this.#sql<{ day: string; salt: string }[]>`
			select day, salt from visitor_salts where day >= ${dayName(today - 1)}`;
		for (const row of rows) {
			const day = dayNumber(Date.parse(row.day));
			this.#byDay.set(day, Buffer.from(row.salt, 'base64url'));
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
		return [...this.#byDay].map(([day, salt]) => [dayName(day), salt.toString('base64url')]);
	}

	/** Takes a snapshot's salts for the days that are not known yet; days before yesterday are left. */
	restore(salts: readonly (readonly [day: string, salt: string])[], now: number): void {
		for (const [name, salt] of salts) {
			const day = dayNumber(Date.parse(name));
			if (day < dayNumber(now) - 1 || this.#byDay.has(day)) continue;
			this.#byDay.set(day, Buffer.from(salt, 'base64url'));
		}
		this.#nowDay = -1;
	}

	#saltOf(day: number): Buffer {
		const known = this.#byDay.get(day);
		if (known) return known;
		const before = this.#byDay.get(day - 1);
		const made = before
			? createHmac('sha256', before).update('the day after').digest()
			: randomBytes(32);
		this.#byDay.set(day, made);
		return made;
	}

	#forget(day: number): void {
		this.#byDay.get(day)?.fill(0);
		this.#byDay.delete(day);
		this.#stored.delete(day);
	}
}
