import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dedupe } from './dedupe.ts';

const HOUR = 3_600_000;
const click = (id: string, ms: number, visitor = 'v') => ({ id, at: new Date(ms), visitor });
const valid = (clicks: Parameters<typeof dedupe>[0], windowMs = 24 * HOUR) =>
	[...dedupe(clicks, windowMs)].filter(([, verdict]) => verdict === 'valid').map(([id]) => id);

describe('a duplicate click', () => {
	it('comes less than the window after the visitor’s last valid one', () => {
		expect(dedupe([click('a', 0), click('b', 24 * HOUR - 1)], 24 * HOUR)).toEqual(
			new Map([
				['a', 'valid'],
				['b', 'duplicate'],
			]),
		);
	});

	it('is none exactly the window later', () => {
		expect(valid([click('a', 0), click('b', 24 * HOUR)])).toEqual(['a', 'b']);
	});

	it('does not extend the window', () => {
		expect(valid([click('a', 0), click('b', 20 * HOUR), click('c', 24 * HOUR)])).toEqual([
			'a',
			'c',
		]);
	});

	it('concerns one visitor only', () => {
		expect(valid([click('a', 0, 'x'), click('b', 1, 'y')])).toEqual(['a', 'b']);
	});

	it('is the one with the greater id at the same instant', () => {
		expect(valid([click('b', 0), click('a', 0)])).toEqual(['a']);
		expect(valid([click('\u{1F600}', 0), click('\uFFFD', 0)])).toEqual(['\uFFFD']);
	});

	it('may be an older click’s former valid one, when the older arrives late', () => {
		expect(valid([click('b', 10 * HOUR), click('c', 30 * HOUR)])).toEqual(['b']);
		expect(valid([click('b', 10 * HOUR), click('c', 30 * HOUR), click('a', 5 * HOUR)])).toEqual([
			'a',
			'c',
		]);
	});
});

it('the verdicts depend neither on the order of arrival nor on repeats', () => {
	const clicks = fc.uniqueArray(
		fc.record({
			id: fc.string({ minLength: 1, maxLength: 3 }),
			at: fc.integer({ min: 0, max: 100 }).map((hour) => new Date(hour * HOUR)),
			visitor: fc.constantFrom('x', 'y', 'z'),
		}),
		{ selector: ({ id }) => id, maxLength: 30 },
	);
	fc.assert(
		fc.property(
			clicks,
			fc.infiniteStream(fc.nat()),
			fc.integer({ min: 1, max: 48 }),
			(list, keys, h) => {
				const window = h * HOUR;
				const shuffled = list
					.map((entry) => ({ entry, key: keys.next().value as number }))
					.sort((a, b) => a.key - b.key)
					.map(({ entry }) => entry);
				const verdicts = dedupe(list, window);
				expect(dedupe([...shuffled, ...list], window)).toEqual(verdicts);
				// Valid clicks of a visitor are at least the window apart; each duplicate has one shortly before.
				for (const { id, at, visitor } of list) {
					const anchors = list.filter(
						(other) =>
							other.id !== id &&
							other.visitor === visitor &&
							verdicts.get(other.id) === 'valid' &&
							at.getTime() - other.at.getTime() < window &&
							(other.at < at || (other.at.getTime() === at.getTime() && other.id < id)),
					);
					expect(verdicts.get(id)).toBe(anchors.length > 0 ? 'duplicate' : 'valid');
				}
			},
		),
	);
});
