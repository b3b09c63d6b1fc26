import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sql } from 'postgres';
import { Salts, visitorName } from './salts.ts';

const DAY = 86_400_000;
const NOON = Date.parse('2026-05-04T12:00:00.000Z');
/** Salts that never reach a database. */
const alone = () => new Salts(undefined as unknown as Sql);

describe('visitor names', () => {
	it('are SHA-256 of the day’s salt in a block of its own and the identity, 22 characters of base64url', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (identity) => {
				const bytes = randomBytes(32);
				const salts = alone();
				salts.restore([['2026-05-04', bytes.toString('base64url')]], NOON);
				const expected = createHash('sha256')
					.update(Buffer.concat([bytes, Buffer.alloc(32)]))
					.update(identity, 'utf8')
					.digest('base64url');
				expect(visitorName(salts.keysAt(NOON).today, identity)).toBe(expected.slice(0, 22));
			}),
		);
	});

	it('of a very long user agent are still told apart by link and address', () => {
		const { today } = alone().keysAt(NOON);
		const agent = 'x'.repeat(20_000);
		expect(visitorName(today, `link\n1.2.3.4\n${agent}`)).not.toBe(
			visitorName(today, `link\n1.2.3.5\n${agent}`),
		);
	});
});

describe('salts without a database', () => {
	it('last through midnight: what was tomorrow’s is today’s, what was today’s is yesterday’s', () => {
		const salts = alone();
		const [today, later] = [salts.keysAt(NOON).today, salts.laterKey(NOON)];
		const next = salts.keysAt(NOON + DAY / 2);
		expect(next.today).toBe(later);
		expect(next.earlier).toBe(today);
	});

	it('are the same in two doors that knew the same day, also days later', () => {
		const [one, two] = [alone(), alone()];
		const known: [string, string][] = [['2026-05-04', randomBytes(32).toString('base64url')]];
		for (const salts of [one, two]) salts.restore(known, NOON);
		for (const day of [1, 2]) {
			const at = NOON + day * DAY;
			expect(visitorName(one.keysAt(at).today, 'x')).toBe(visitorName(two.keysAt(at).today, 'x'));
		}
	});

	it('of days before yesterday are not taken from a snapshot', () => {
		const salts = alone();
		const salt = randomBytes(32).toString('base64url');
		salts.restore(
			[
				['2026-05-02', salt],
				['2026-05-03', salt],
			],
			NOON,
		);
		expect(salts.dump()).toEqual([['2026-05-03', salt]]);
	});

	it('are made anew once a day, and asked for again while tomorrow’s is missing or an old one is kept', () => {
		const salts = alone();
		expect(salts.isDue(NOON)).toBe(true);
		const { today } = salts.keysAt(NOON);
		expect(salts.keysAt(NOON + 1).today).toBe(today);
		expect(salts.keysAt(NOON + DAY).today).not.toBe(today);
		expect(salts.keysAt(NOON + DAY).earlier).toBe(today);
	});

	it('of a snapshot don’t replace those that are known already', () => {
		const salts = alone();
		const { today } = salts.keysAt(NOON);
		salts.restore([['2026-05-04', randomBytes(32).toString('base64url')]], NOON);
		expect(salts.keysAt(NOON).today).toBe(today);
	});
});
