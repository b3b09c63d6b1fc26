import { describe, expect, it } from 'vitest';
import { paceAt, whenOnline } from './pace.ts';
import { createRandom } from './random.ts';
import { chooseLink, isOver, type Scene, type SceneLink } from './scene.ts';

const ZONE = 'Europe/Stockholm';

describe('the demo’s dice', () => {
	it('fall the same way for the same seed, and otherwise for another', () => {
		const throws = (seed: number) => {
			const random = createRandom(seed);
			return Array.from({ length: 50 }, () => random.int(1, 1_000_000));
		};
		expect(throws(7)).toEqual(throws(7));
		expect(throws(7)).not.toEqual(throws(8));
	});

	it('pick by weight, never what weighs nothing, and something when nothing weighs anything', () => {
		const random = createRandom(1);
		const picked = Array.from({ length: 400 }, () =>
			random.weighted(['never', 'seldom', 'often'], (name) =>
				name === 'often' ? 9 : name === 'seldom' ? 1 : 0,
			),
		);
		expect(picked).not.toContain('never');
		const seldom = picked.filter((name) => name === 'seldom').length;
		expect(seldom).toBeGreaterThan(15);
		expect(seldom).toBeLessThan(80);
		expect(random.weighted(['a', 'b'], () => 0)).toBe('b');
	});

	it('refuse to pick from nothing', () => {
		const random = createRandom(1);
		expect(() => random.pick([])).toThrow('There is nothing to pick from.');
		expect(() => random.weighted([], () => 1)).toThrow('There is nothing to pick from.');
	});

	it('shuffle without losing or doubling anything', () => {
		const list = Array.from({ length: 100 }, (_, i) => i);
		const shuffled = createRandom(3).shuffle(list);
		expect(shuffled).not.toEqual(list);
		expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
	});
});

describe('the demo’s pace', () => {
	it('is that of an office: mornings most, nights and weekends hardly', () => {
		const monday = paceAt(new Date('2026-11-23T08:30:00Z'), ZONE);
		const night = paceAt(new Date('2026-11-23T02:30:00Z'), ZONE);
		const sunday = paceAt(new Date('2026-11-22T08:30:00Z'), ZONE);
		const saturday = paceAt(new Date('2026-11-21T08:30:00Z'), ZONE);
		expect(monday).toBe(1);
		expect(night).toBeLessThan(0.05);
		expect(sunday).toBeCloseTo(0.22);
		expect(saturday).toBe(sunday);
	});

	it('has a value in each hour, also of the day that has 25', () => {
		for (let hour = 0; hour < 25; hour++) {
			const at = new Date(Date.parse('2026-10-24T22:30:00Z') + hour * 3_600_000);
			expect(paceAt(at, ZONE)).toBeGreaterThanOrEqual(0);
		}
		// The 25th hour of that Sunday is past every hour that offices know.
		expect(paceAt(new Date('2026-10-25T22:30:00Z'), ZONE)).toBe(0);
	});

	it('is kept by what is drawn, which ends even where nobody is ever online', () => {
		const random = createRandom(5);
		const from = Date.parse('2026-11-23T00:00:00+01:00');
		const drawn = Array.from({ length: 300 }, () =>
			whenOnline(random, ZONE, () => new Date(from + random.int(0, 24 * 3_600_000 - 1))),
		);
		const atNight = drawn.filter((at) => paceAt(at, ZONE) < 0.1).length;
		expect(atNight).toBeLessThan(30);
		const never = new Date('2026-10-25T22:30:00Z');
		expect(whenOnline(random, ZONE, () => never)).toBe(never);
	});
});

describe('the demo’s scene', () => {
	const now = Date.now();
	const link = (personId: string, ageDays: number): SceneLink => ({
		...{ id: personId, slug: personId, personId },
		sharedAt: new Date(now - ageDays * 86_400_000),
	});
	const scene = (over: Partial<Scene>): Scene => ({
		...{ loadedAt: now, endsAt: new Date(now + 60_000), links: [], chasers: [] },
		...over,
	});
	const chosen = (over: Partial<Scene>) => {
		const random = createRandom(11);
		const of = scene(over);
		return Array.from({ length: 500 }, () => chooseLink(random, of).personId);
	};

	it('is over at the contest’s end, and without a contest', () => {
		expect(isOver(scene({}))).toBe(false);
		expect(isOver(scene({ endsAt: new Date(now - 1) }))).toBe(true);
		expect(isOver(scene({ endsAt: null }))).toBe(true);
	});

	it('sends most visitors to fresh links', () => {
		const who = chosen({ links: [link('fresh', 0), link('stale', 60)] });
		const fresh = who.filter((person) => person === 'fresh').length;
		expect(fresh).toBeGreaterThan(350);
		expect(fresh).toBeLessThan(500);
	});

	it('sends about half of them to whoever could overtake somebody soon', () => {
		const links = Array.from({ length: 20 }, (_, i) => link(`p${i}`, 1));
		const chasers = chosen({ links, chasers: ['p3'] }).filter((person) => person === 'p3').length;
		const usual = chosen({ links }).filter((person) => person === 'p3').length;
		expect(usual).toBeLessThan(60);
		expect(chasers).toBeGreaterThan(180);
	});
});
