import { describe, expect, it } from 'vitest';
import type { RankingRules } from '../leaderboard/rank.ts';
import { aPrize, aTable, type Line } from '#tests/support/reveal-tables.ts';
import type { Step, WonPrize } from './step.ts';
import { revealSteps, SINGLY } from './steps.ts';

const OPEN: RankingRules = { minClicks: 0, tieBreaks: [] };

/** Each kind with whom it is about: a reveal in a line per step. */
const told = (steps: readonly Step[]) =>
	steps.map(({ kind, people, settles }) => [
		kind,
		people.join(' '),
		...(settles.length > 0 ? [`= ${settles.join(' ')}`] : []),
	]);

function reveal(
	frozen: Record<string, Line | number>,
	final: Record<string, Line | number>,
	more: { rules?: RankingRules; prizes?: WonPrize[]; singly?: number } = {},
) {
	const rules = more.rules ?? OPEN;
	return revealSteps({
		...{ frozen: aTable(frozen, rules), final: aTable(final, rules), rules },
		prizes: more.prizes ?? [],
		...(more.singly === undefined ? {} : { singly: more.singly }),
	});
}

describe('a reveal', () => {
	it('goes from the last place upwards: who is where, what the frozen time brought, the place', () => {
		expect(told(reveal({ ana: 30, bo: 20, cy: 10 }, { ana: 35, bo: 21, cy: 12 }))).toEqual([
			['where', 'cy'],
			['brought', 'cy', '= cy'],
			['where', 'bo'],
			['brought', 'bo', '= bo'],
			['where', 'ana'],
			['brought', 'ana'],
			['place', 'ana', '= ana'],
			['end', ''],
		]);
	});

	it('lets the last overtake; whoever is last then comes next, and the risen wait for their place', () => {
		expect(told(reveal({ ana: 30, bo: 20, cy: 10 }, { ana: 30, bo: 20, cy: 25 }))).toEqual([
			['where', 'cy'],
			['brought', 'cy'],
			['where', 'bo'],
			['brought', 'bo', '= bo'],
			['place', 'cy', '= cy'],
			['where', 'ana'],
			['brought', 'ana'],
			['place', 'ana', '= ana'],
			['end', ''],
		]);
	});

	it('settles a shared place when everybody of it has been told', () => {
		expect(told(reveal({ ana: 30, bo: 20, cy: 20 }, { ana: 30, bo: 20, cy: 20 }))).toEqual([
			['where', 'cy'],
			['brought', 'cy'],
			['where', 'bo'],
			['brought', 'bo'],
			['place', 'bo cy', '= bo cy'],
			['where', 'ana'],
			['brought', 'ana'],
			['place', 'ana', '= ana'],
			['end', ''],
		]);
	});

	it('tells first whose figures fell or who is gone, then who is new', () => {
		const steps = reveal({ ana: 30, bo: 20, cy: 10 }, { ana: 5, cy: 10, dee: 15 });
		expect(told(steps).slice(0, 4)).toEqual([
			['fallen', 'ana bo'],
			['new', 'dee'],
			['place', 'ana', '= ana'],
			['where', 'cy'],
		]);
		expect(steps[0]!.changes.map(({ rank, after }) => [rank, after?.points ?? null])).toEqual([
			[1, 5],
			[2, null],
		]);
		expect(steps[1]!.changes.map(({ rank, before }) => [rank, before])).toEqual([[null, null]]);
	});

	it('tells an earlier last point as a rise and a later one as a fall where it breaks ties', () => {
		const rules: RankingRules = { minClicks: 0, tieBreaks: ['earliest'] };
		const at = (hour: number): Line => ({ points: 5, hour });
		const steps = reveal({ ana: at(1), bo: at(2) }, { ana: at(3), bo: at(2) }, { rules });
		expect(told(steps)[0]).toEqual(['fallen', 'ana']);
	});

	it('takes who has no rank at once, and lets those rise who have one now', () => {
		const rules: RankingRules = { minClicks: 5, tieBreaks: [] };
		const line = (points: number, clicks: number): Line => ({ points, clicks });
		const steps = reveal(
			{ ana: line(30, 9), bo: line(20, 9), cy: line(25, 4), dee: line(8, 1), eve: line(7, 1) },
			{ ana: line(30, 9), bo: line(20, 9), cy: line(26, 5), dee: line(9, 2), eve: line(7, 1) },
			{ rules },
		);
		expect(told(steps)).toEqual([
			['unranked', 'eve dee cy', '= dee eve'],
			['where', 'bo'],
			['brought', 'bo', '= bo'],
			['place', 'cy', '= cy'],
			['where', 'ana'],
			['brought', 'ana'],
			['place', 'ana', '= ana'],
			['end', ''],
		]);
	});

	it('goes through the lower places in groups, and through a few by themselves', () => {
		const points = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, 100 - i]));
		const steps = reveal(points, { ...points, p9: 101, p4: 96 }, { singly: 2 });
		expect(told(steps).filter(([kind]) => kind === 'group')).toEqual([
			['group', 'p9 p8 p7 p6 p5', '= p5 p6 p7 p8'],
			['group', 'p4 p3 p2 p1', '= p1 p2 p3 p4'],
		]);
		expect(told(steps).slice(2)).toEqual([
			['where', 'p0'],
			['brought', 'p0', '= p0'],
			['place', 'p9', '= p9'],
			['end', ''],
		]);
	});

	it('keeps a place whole that is shared across the bound of the single ones', () => {
		const all = { a: 9, b: 5, c: 5, d: 5, e: 1 };
		const steps = reveal(all, all, { singly: 2 });
		expect(told(steps)).toEqual([
			['group', 'e d c', '= e'],
			['where', 'b'],
			['brought', 'b'],
			['place', 'b c d', '= b c d'],
			['where', 'a'],
			['brought', 'a'],
			['place', 'a', '= a'],
			['end', ''],
		]);
	});

	it('needs a press for five people at least, and about a dozen for whatever crowd stands below', () => {
		const crowd = (size: number) =>
			Object.fromEntries(Array.from({ length: size }, (_, i) => [`p${i}`, size - i]));
		const groups = (size: number) =>
			reveal(crowd(size), crowd(size)).filter(({ kind }) => kind === 'group');
		expect(groups(SINGLY)).toHaveLength(0);
		expect(groups(SINGLY + 11).map(({ people }) => people.length)).toEqual([5, 5, 1]);
		expect(groups(SINGLY + 1200)).toHaveLength(12);
		expect(groups(SINGLY + 2500)).toHaveLength(12);
	});

	it('of nobody has an end', () => {
		expect(told(reveal({}, {}))).toEqual([['end', '']]);
	});
});

describe('prizes of a reveal', () => {
	const prizesOf = (steps: readonly Step[]) =>
		steps.flatMap(({ kind, prizes }) =>
			prizes.map(({ prize, winners }) => [
				kind,
				prize.name,
				winners.map(({ externalId }) => externalId).join(' '),
			]),
		);

	it('are won with the place, each holder of a shared one, in a step of its own', () => {
		const table = { ana: 30, bo: 20, cy: 20, dee: 10 };
		const steps = reveal(table, table, {
			prizes: [aPrize('Gold', ['ana']), aPrize('Silver', ['bo', 'cy']), aPrize('Oak', ['dee'])],
		});
		expect(prizesOf(steps)).toEqual([
			['place', 'Oak', 'dee'],
			['place', 'Silver', 'bo cy'],
			['place', 'Gold', 'ana'],
		]);
		expect(told(steps).slice(0, 3)).toEqual([
			['where', 'dee'],
			['brought', 'dee'],
			['place', 'dee', '= dee'],
		]);
	});

	it('for a threshold are won by each as their place is settled, in groups, too', () => {
		const table = { a: 9, b: 8, c: 7, d: 6, e: 5 };
		const mug = aPrize('Mug', ['a', 'b', 'c', 'd'], { kind: 'threshold' });
		expect(prizesOf(reveal(table, table, { prizes: [mug], singly: 2 }))).toEqual([
			['group', 'Mug', 'c d'],
			['place', 'Mug', 'b'],
			['place', 'Mug', 'a'],
		]);
	});

	it('of other tables, of draws and of few pieces come after the first place, in their order', () => {
		const table = { ana: 30, bo: 20 };
		const steps = reveal(table, table, {
			prizes: [
				aPrize('Draw', ['bo'], { kind: 'draw' }),
				aPrize('Gold', ['ana']),
				aPrize('Climber', ['bo'], { ranking: 'improved' }),
				aPrize('Two mugs', ['ana', 'bo'], { kind: 'threshold', stock: 2 }),
				aPrize('Nobody’s', []),
				aPrize('Office', ['ana'], { ranking: 'bracket', bracket: 'Malmö' }),
			],
		});
		expect(prizesOf(steps)).toEqual([
			['place', 'Gold', 'ana'],
			['prize', 'Draw', 'bo'],
			['prize', 'Climber', 'bo'],
			['prize', 'Two mugs', 'ana bo'],
			['prize', 'Office', 'ana'],
		]);
		expect(steps.at(-1)!.kind).toBe('end');
	});

	it('whose winner stands in no place are announced all the same', () => {
		const steps = reveal({ ana: 3 }, { ana: 3 }, { prizes: [aPrize('Gold', ['ana', 'zoe'])] });
		expect(prizesOf(steps)).toEqual([
			['place', 'Gold', 'ana'],
			['prize', 'Gold', 'zoe'],
		]);
	});
});
