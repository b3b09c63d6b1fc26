import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueItems, isDue, lastChange, nextChange, playAt, type Timed } from './playlist.ts';

const ZONE = 'Europe/Stockholm';
const at = (text: string) => Date.parse(text);
const item = (id: string, over: Partial<Timed> = {}): Timed => ({
	id,
	seconds: 10,
	hours: null,
	weekdays: [],
	...over,
});
const hours = (from: string, to: string) => ({ hours: { from, to }, weekdays: [] });

describe('whether a scene is due', () => {
	it('always, without hours and weekdays', () => {
		expect(isDue(item('a'), at('2026-11-27T03:00:00Z'), ZONE)).toBe(true);
	});

	it('from its first minute until before its last, by the clock of the display’s zone', () => {
		const lunch = hours('11:30', '13:00');
		expect(isDue(lunch, at('2026-11-27T10:29:59.999Z'), ZONE)).toBe(false);
		expect(isDue(lunch, at('2026-11-27T10:30:00Z'), ZONE)).toBe(true);
		expect(isDue(lunch, at('2026-11-27T11:59:59Z'), ZONE)).toBe(true);
		expect(isDue(lunch, at('2026-11-27T12:00:00Z'), ZONE)).toBe(false);
		expect(isDue(lunch, at('2026-11-27T16:30:00Z'), 'America/New_York')).toBe(true);
	});

	it('on its weekdays, from midnight to midnight', () => {
		const friday = { hours: null, weekdays: [5] };
		expect(isDue(friday, at('2026-11-26T22:59:59Z'), ZONE)).toBe(false);
		expect(isDue(friday, at('2026-11-26T23:00:00Z'), ZONE)).toBe(true);
		expect(isDue(friday, at('2026-11-27T22:59:59Z'), ZONE)).toBe(true);
		expect(isDue(friday, at('2026-11-27T23:00:00Z'), ZONE)).toBe(false);
		expect(isDue({ ...friday, weekdays: [7] }, at('2026-11-29T12:00:00Z'), ZONE)).toBe(true);
	});

	it('over midnight, and then the weekday is that of the evening', () => {
		const night = { hours: { from: '22:00', to: '06:00' }, weekdays: [5] };
		expect(isDue(night, at('2026-11-27T21:00:00Z'), ZONE)).toBe(true);
		expect(isDue(night, at('2026-11-28T04:59:59Z'), ZONE)).toBe(true);
		expect(isDue(night, at('2026-11-28T05:00:00Z'), ZONE)).toBe(false);
		expect(isDue(night, at('2026-11-27T04:00:00Z'), ZONE)).toBe(false);
	});

	it('all day when its hours have no length', () => {
		const all = { hours: { from: '08:00', to: '08:00' }, weekdays: [6] };
		expect(isDue(all, at('2026-11-28T00:30:00Z'), ZONE)).toBe(true);
		expect(isDue(all, at('2026-11-29T00:30:00Z'), ZONE)).toBe(false);
	});

	it('once on the day on which an hour comes twice, and not in an hour that is skipped', () => {
		// 2026-10-25 03:00 CEST becomes 02:00 CET; 2026-03-29 02:00 CET becomes 03:00 CEST.
		const half = hours('02:00', '02:30');
		expect(isDue(half, at('2026-10-25T00:15:00Z'), ZONE)).toBe(true);
		expect(isDue(half, at('2026-10-25T01:15:00Z'), ZONE)).toBe(false);
		const rest = hours('02:30', '03:00');
		expect(isDue(rest, at('2026-10-25T00:45:00Z'), ZONE)).toBe(true);
		expect(isDue(rest, at('2026-10-25T01:15:00Z'), ZONE)).toBe(true);
		expect(isDue(rest, at('2026-10-25T02:00:00Z'), ZONE)).toBe(false);
		for (const skipped of ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z'])
			expect(isDue(rest, at(skipped), ZONE)).toBe(false);
		expect(isDue(hours('01:00', '04:00'), at('2026-03-29T01:00:00Z'), ZONE)).toBe(true);
	});
});

describe('when that changes', () => {
	it('never, where nothing is timed', () => {
		expect(nextChange([item('a')], at('2026-11-27T03:00:00Z'), ZONE)).toBeNull();
		expect(lastChange([item('a')], at('2026-11-27T03:00:00Z'), ZONE)).toBeNull();
	});

	it('at the next and the last of all bounds, a week away too', () => {
		const items = [
			item('monday', { hours: { from: '09:00', to: '10:00' }, weekdays: [1] }),
			item('always'),
		];
		const monday = at('2026-11-30T09:00:00Z');
		expect(nextChange(items, monday, ZONE)).toBe(at('2026-12-07T08:00:00Z'));
		expect(lastChange(items, monday, ZONE)).toBe(monday);
		expect(lastChange(items, monday - 1, ZONE)).toBe(at('2026-11-30T08:00:00Z'));
		expect(lastChange(items, at('2026-11-30T07:59:59Z'), ZONE)).toBe(at('2026-11-23T09:00:00Z'));
	});
});

describe('what a playlist shows', () => {
	const three = [item('a'), item('b', { seconds: 20 }), item('c')];
	const show = (items: Timed[], when: number) => playAt(items, when, ZONE);

	it('is each scene in its turn, the same at the same instant on every screen', () => {
		const begin = at('2026-11-27T12:00:00Z');
		const order = Array.from({ length: 8 }, (_, i) => show(three, begin + i * 5000).item!.id);
		// Noon is a whole number of rounds of 40 s after 1970.
		expect(order).toEqual(['a', 'a', 'b', 'b', 'b', 'b', 'c', 'c']);
		expect(show(three, begin + 15_000)).toMatchObject({
			since: begin + 10_000,
			until: begin + 30_000,
		});
	});

	it('begins its round anew when something becomes due, and cuts what no longer is', () => {
		const timed = [item('lunch', { hours: { from: '12:00', to: '12:01' } }), ...three];
		const noon = at('2026-11-27T11:00:00Z');
		expect(show(timed, noon - 1).item!.id).not.toBe('lunch');
		expect(show(timed, noon)).toMatchObject({ since: noon, until: noon + 10_000 });
		expect(show(timed, noon + 55_000).until).toBe(noon + 60_000);
		expect(show(timed, noon + 60_000)).toMatchObject({ item: { id: 'a' }, since: noon + 60_000 });
	});

	it('is nothing while nothing is due: then the clock is shown until something is, or for a minute', () => {
		const evening = [item('evening', { hours: { from: '18:00', to: '19:00' } })];
		const early = at('2026-11-27T16:59:30Z');
		expect(show(evening, early)).toMatchObject({ item: null, until: early + 30_000 });
		expect(show(evening, early - 100_000)).toMatchObject({ item: null, until: early - 40_000 });
		expect(show([], early)).toEqual({ item: null, since: 0, until: early + 60_000 });
	});

	it('lasts as it says, through every change of clocks: what is due stays so until the next change', () => {
		const minute = fc
			.integer({ min: 0, max: 1439 })
			.map(
				(m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`,
			);
		const timed = fc.record({
			id: fc.uuid(),
			seconds: fc.integer({ min: 5, max: 3600 }),
			hours: fc.option(fc.record({ from: minute, to: minute })),
			weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
		});
		// The week around each of the two changes.
		const instant = fc
			.tuple(
				fc.constantFrom(at('2026-03-26T00:00:00Z'), at('2026-10-22T00:00:00Z')),
				fc.integer({ min: 0, max: 6 * 86_400_000 }),
			)
			.map(([from, away]) => from + away);
		fc.assert(
			fc.property(
				fc.array(timed, { maxLength: 5 }),
				instant,
				fc.double({ min: 0, max: 1, noNaN: true }),
				(items, when, part) => {
					const { item: shown, since, until } = show(items, when);
					expect(since).toBeLessThanOrEqual(when);
					expect(until).toBeGreaterThan(when);
					const between = when + Math.floor((until - 1 - when) * part);
					expect(show(items, between).item?.id).toBe(shown?.id);
					expect(dueItems(items, between, ZONE)).toEqual(dueItems(items, when, ZONE));
				},
			),
			{ numRuns: 100 },
		);
	});
});
