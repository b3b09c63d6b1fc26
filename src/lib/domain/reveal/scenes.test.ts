import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPrize, aTable, type Line } from '#tests/support/reveal-tables.ts';
import type { RankingRules } from '../leaderboard/rank.ts';
import { SCENE_ROWS, type Scene } from './scene.ts';
import { revealScenes } from './scenes.ts';
import type { WonPrize } from './step.ts';
import { revealSteps, tellReveal } from './steps.ts';

const OPEN: RankingRules = { minClicks: 0, tieBreaks: [] };

function inputOf(
	frozen: Record<string, Line | number>,
	final: Record<string, Line | number>,
	more: { rules?: RankingRules; prizes?: WonPrize[]; singly?: number } = {},
) {
	const { rules = OPEN, prizes = [], ...rest } = more;
	return { frozen: aTable(frozen, rules), final: aTable(final, rules), rules, prizes, ...rest };
}
const scenes = (...given: Parameters<typeof inputOf>) => [...revealScenes(inputOf(...given))];
const rows = ({ rows }: Scene) =>
	rows.map(({ rank, person, points, state, about }) =>
		[rank, person.externalId, points, state, ...(about ? ['about'] : [])].join(' '),
	);
const names = (people: readonly { externalId: string }[]) =>
	people.map(({ externalId }) => externalId).join(' ');
const crowd = (size: number) =>
	Object.fromEntries(Array.from({ length: size }, (_, i) => [`p${i}`, 100 - i]));

describe('a scene', () => {
	it('begins with the table as everybody knew it', () => {
		const [title] = scenes({ ana: 30, bo: 20 }, { ana: 30, bo: 40 });
		expect(title).toMatchObject({
			...{ kind: 'title', people: [], count: 0, risen: 0, places: null, settles: 0 },
			...{ prizes: [], won: [], total: 2 },
		});
		expect(rows(title!)).toEqual(['1 ana 30 frozen', '2 bo 20 frozen']);
	});

	it('says who is where, then what the frozen time brought, then whose place it is', () => {
		const [, where, brought, , , place] = scenes(
			{ ana: 30, bo: { points: 20, clicks: 2, engagement: 1 } },
			{ ana: 30, bo: { points: 44, clicks: 9, engagement: 4 } },
		);
		expect(where).toMatchObject({ kind: 'where', count: 1, places: null, settles: 0, risen: 0 });
		expect(where!.people).toMatchObject([
			{ person: { externalId: 'bo' }, before: { rank: 2, points: 20 }, after: null, gain: null },
		]);
		expect(rows(where!)).toEqual(['1 ana 30 frozen', '2 bo 20 frozen about']);
		expect(brought!.people).toMatchObject([
			{
				before: { rank: 2, points: 20 },
				after: { rank: 1, points: 44 },
				gain: { points: 24, clicks: 7, engagement: 3, conversions: 0 },
			},
		]);
		expect(brought).toMatchObject({ kind: 'brought', risen: 1, places: null });
		expect(rows(brought!)).toEqual(['1 bo 44 told about', '2 ana 30 frozen']);
		expect(place).toMatchObject({
			kind: 'place',
			places: { from: 1, to: 1 },
			settles: 1,
			risen: 0,
		});
		expect(place!.people).toMatchObject([{ before: { rank: 1, points: 44 }, after: null }]);
		expect(rows(place!)).toEqual(['1 bo 44 settled about', '2 ana 30 settled']);
	});

	it('names a place that is settled as soon as it is told', () => {
		const [, , brought] = scenes({ ana: 30, bo: 20 }, { ana: 30, bo: 21 });
		expect(brought).toMatchObject({ kind: 'brought', places: { from: 2, to: 2 }, settles: 1 });
	});

	it('of a group tells who climbed furthest first, how many rose, and its places', () => {
		const group = scenes(
			crowd(12),
			{ ...crowd(12), p9: 99.5, p11: 98.5, p10: 91.5 },
			{ singly: 2 },
		)[1]!;
		expect(group).toMatchObject({
			kind: 'group',
			count: 5,
			risen: 2,
			places: { from: 10, to: 12 },
		});
		expect(names(group.people.map(({ person }) => person))).toBe('p9 p11 p7 p8 p10');
		expect(group.rows.filter(({ about }) => about).map(({ state }) => state)).toContain('settled');
	});

	it('counts who is new, and who has a rank at last, as risen by one place', () => {
		const rules: RankingRules = { minClicks: 2, tieBreaks: [] };
		const [, fallen, fresh, unranked] = scenes(
			{ ana: { points: 9, clicks: 2 }, bo: { points: 8, clicks: 1 }, cy: { points: 5, clicks: 3 } },
			{ bo: { points: 9, clicks: 2 }, cy: { points: 1, clicks: 3 }, dee: { points: 1, clicks: 2 } },
			{ rules },
		);
		expect(fallen).toMatchObject({ kind: 'fallen', count: 2, risen: 0 });
		expect(fallen!.people).toMatchObject([
			{
				person: { externalId: 'cy' },
				before: { rank: 2 },
				after: { rank: 1 },
				gain: { points: -4 },
			},
			{ person: { externalId: 'ana' }, before: { rank: 1 }, after: null, gain: { points: -9 } },
		]);
		expect(fresh).toMatchObject({
			kind: 'new',
			risen: 1,
			people: [{ before: null, after: { rank: 1 } }],
		});
		expect(unranked).toMatchObject({ kind: 'unranked', risen: 1, places: null });
		expect(unranked!.people).toMatchObject([{ before: { rank: null }, after: { rank: 1 } }]);
	});

	it('shows whom it is about, wherever they stand', () => {
		const points = crowd(30);
		for (const scene of scenes(points, { ...points, p29: 85.5, p15: 99.5 }, { singly: 12 })) {
			expect(scene.rows).toHaveLength(SCENE_ROWS);
			expect(scene.total).toBe(30);
			if (['where', 'place', 'brought', 'group'].includes(scene.kind)) {
				expect(scene.rows.some(({ about }) => about)).toBe(true);
			}
		}
		const group = scenes(points, points, { singly: 12 })[2]!;
		expect(group.rows.map(({ rank }) => rank)).toEqual([19, 20, 21, 22, 23, 24, 25, 26]);
		const deep = scenes(points, points, { singly: 12 })[1]!;
		expect(deep.rows.map(({ rank }) => rank)).toEqual([23, 24, 25, 26, 27, 28, 29, 30]);
		const single = scenes(points, points, { singly: 12 }).find(({ kind }) => kind === 'where')!;
		expect(single.rows.map(({ rank }) => rank)).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
	});

	it('shows the first places from the eighth up, at a prize and at the end', () => {
		const points = crowd(30);
		const all = scenes(points, points, { prizes: [aPrize('Draw', ['p20'], { kind: 'draw' })] });
		const tops = all.filter(({ kind }) =>
			['where', 'brought', 'place', 'prize', 'end'].includes(kind),
		);
		expect(tops).toHaveLength(19);
		for (const { rows } of tops) expect(rows[0]!.rank).toBe(1);
	});

	it('names eight people and eight winners at most and counts the rest', () => {
		const points = crowd(20);
		const mugs = aPrize('Mug', Object.keys(points), { kind: 'threshold' });
		const group = scenes(points, points, { singly: 2, prizes: [mugs] })
			.concat(scenes({ ana: 1 }, { ana: 1, ...points }))
			.find(({ count }) => count > 10)!;
		expect(group.people).toHaveLength(8);
		const draw = aPrize('Draw', Object.keys(points), { kind: 'draw' });
		const prize = scenes(points, points, { prizes: [draw] }).find(({ kind }) => kind === 'prize')!;
		expect(prize.prizes).toMatchObject([{ name: 'Draw', count: 20, id: 'Draw', value: '100.00' }]);
		expect(prize.prizes[0]!.winners).toHaveLength(8);
	});

	it('carries all that was won so far, three names for each, and nothing that is won later', () => {
		const points = { a: 9, b: 8, c: 7, d: 6, e: 5 };
		const mug = aPrize('Mug', ['a', 'b', 'c', 'd'], { kind: 'threshold' });
		const gold = aPrize('Gold', ['a']);
		const won = scenes(points, points, { prizes: [gold, mug] }).map((scene) =>
			scene.won
				.map(({ name, winners, count }) => `${name}: ${names(winners)} (${count})`)
				.join(', '),
		);
		expect([...new Set(won)]).toEqual([
			'',
			'Mug: d (1)',
			'Mug: d c (2)',
			'Mug: d c b (3)',
			'Mug: d c b (4), Gold: a (1)',
		]);
		expect(won.at(-1)).toBe(won.at(-2));
	});
});

const NAMES = ['an', 'bo', 'cy', 'dee', 'eve', 'flo', 'gus', 'hal', 'ida', 'jo', 'kim', 'lea'];
const lines = fc.dictionary(
	fc.constantFrom(...NAMES),
	fc.record({ points: fc.nat(9), clicks: fc.nat(3) }),
);

describe('the scenes of any reveal', () => {
	it('are one per step with rows of the shown table alone', () => {
		fc.assert(
			fc.property(lines, lines, fc.nat(5), (frozen, final, singly) => {
				const rules: RankingRules = { minClicks: 1, tieBreaks: ['clicks'] };
				const input = inputOf(frozen, final, { rules, singly: singly + 1 });
				const all = [...revealScenes(input)];
				expect(all.slice(1).map(({ kind }) => kind)).toEqual(
					revealSteps(input).map(({ kind }) => kind),
				);
				let i = 0;
				for (const { table, settled } of tellReveal(input)) {
					const scene = all[++i]!;
					expect(scene.rows.length).toBe(Math.min(SCENE_ROWS, table.size));
					for (const row of scene.rows) {
						const { externalId } = row.person;
						expect(row.points).toBe(table.get(externalId)!.points);
						expect(row.rank).toBe(table.rankOf(externalId));
						expect(row.state === 'settled').toBe(settled.has(externalId));
					}
				}
			}),
		);
	});

	it('say nothing of the points that are told later', () => {
		fc.assert(
			fc.property(lines, lines, (frozen, final) => {
				const input = inputOf(frozen, final);
				// Points that occur nowhere else, so that a trace of them can be found in the text.
				const secret = (id: string) => 900_000 + NAMES.indexOf(id) * 1_001;
				const risen = Object.fromEntries(
					Object.entries(final).map(([id, line]) => [id, { ...line, points: secret(id) }]),
				);
				const all = [...revealScenes({ ...input, final: aTable(risen, OPEN) })];
				const told = new Set<string>();
				const steps = [
					[],
					...revealSteps({ ...input, final: aTable(risen, OPEN) }).map((s) => s.changes),
				];
				for (const [i, changes] of steps.entries()) {
					for (const { id } of changes) told.add(id);
					const text = JSON.stringify(all[i]);
					for (const id of Object.keys(final)) {
						if (!told.has(id)) expect(text).not.toContain(String(secret(id)));
					}
				}
			}),
		);
	});
});
