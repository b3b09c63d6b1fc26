import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPrize, aTable, type Line } from '#tests/support/reveal-tables.ts';
import { rankTable, type RankingRules } from '../leaderboard/rank.ts';
import type { BoardRow } from '../live/events.ts';
import { standingOf, type Change, type Standing, type Step, type WonPrize } from './step.ts';
import { revealSteps, tellReveal } from './steps.ts';

const OPEN: RankingRules = { minClicks: 0, tieBreaks: [] };

/** What is shown after the first `count` steps, as anybody can work it out from the frozen table. */
function shownAfter(
	frozen: readonly BoardRow[],
	steps: readonly Step[],
	rules: RankingRules,
): [string, number | null, number][] {
	const rows = new Map(frozen.map((row) => [row.person.externalId, standingOf(row)]));
	for (const { changes } of steps) apply(rows, changes, 'after');
	return listed(rows, rules);
}

function apply(rows: Map<string, Standing>, changes: readonly Change[], side: 'before' | 'after') {
	for (const change of changes) {
		const standing = change[side];
		if (standing) rows.set(change.id, standing);
		else rows.delete(change.id);
	}
}

const listed = (rows: Map<string, Standing>, rules: RankingRules) =>
	rankTable(rows.values(), rules).map(({ id, rank, points }): [string, number | null, number] => [
		id,
		rank,
		points,
	]);
const asListed = (table: readonly BoardRow[]) =>
	table.map(({ person: { externalId }, rank, points }) => [externalId, rank, points]);

/** Each kind with whom it is about: a reveal in a line per step. */
const told = (steps: readonly Step[]) =>
	steps.map(({ kind, people, settles }) => [
		kind,
		people.join(' '),
		...(settles.length > 0 ? [`= ${settles.join(' ')}`] : []),
	]);

const NAMES = Array.from({ length: 14 }, (_, i) => `p${String(i).padStart(2, '0')}`);
const aLine: fc.Arbitrary<Line> = fc.record({
	points: fc.integer({ min: -3, max: 12 }),
	clicks: fc.nat(4),
	engagement: fc.nat(2),
	hour: fc.nat(5),
});
const lines = fc.array(fc.tuple(fc.constantFrom(...NAMES), aLine), { maxLength: 14 });
const anyRules: fc.Arbitrary<RankingRules> = fc.record({
	minClicks: fc.constantFrom(0, 0, 2),
	tieBreaks: fc.constantFrom([], ['clicks' as const], ['engagement' as const, 'earliest' as const]),
});
const anyPrizes = fc.uniqueArray(
	fc.record({
		name: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
		winners: fc.subarray(NAMES),
		kind: fc.constantFrom('place' as const, 'threshold' as const, 'draw' as const),
		ranking: fc.constantFrom('main' as const, 'improved' as const),
	}),
	{ maxLength: 4, selector: ({ name }) => name },
);
const worlds = fc.record({
	frozen: lines,
	final: lines,
	rules: anyRules,
	singly: fc.integer({ min: 1, max: 6 }),
	prizes: anyPrizes,
});
type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;
const inputOf = (world: World) => ({
	frozen: aTable(Object.fromEntries(world.frozen), world.rules),
	final: aTable(Object.fromEntries(world.final), world.rules),
	rules: world.rules,
	singly: world.singly,
	prizes: world.prizes.map(({ name, winners, ...more }) => aPrize(name, winners, more)),
});

describe('whatever happened while it was frozen', () => {
	it('the table shown after the last step is the final one, and every place in it is settled once', () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const input = inputOf(world);
				const steps = revealSteps(input);
				expect(shownAfter(input.frozen, steps, input.rules)).toEqual(asListed(input.final));
				const settled = steps.flatMap(({ settles }) => settles);
				expect([...settled].sort()).toEqual(
					input.final.map(({ person: { externalId } }) => externalId).sort(),
				);
			}),
		);
	});

	it('a settled place is the final one at once and never changes again', () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const input = inputOf(world);
				const places = new Map(asListed(input.final).map(([id, rank]) => [id, rank]));
				for (const { table, settled } of tellReveal(input)) {
					const shown = table.slice(0, table.size);
					for (const { rank, entry } of shown.slice(table.size - settled.size)) {
						expect(settled.has(entry.id)).toBe(true);
						expect(rank).toBe(places.get(entry.id));
					}
				}
			}),
		);
	});

	it('everybody’s figures are told once, and a step back is the step forward undone', () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const input = inputOf(world);
				const steps = revealSteps(input);
				const ids = steps.flatMap(({ changes }) => changes.map(({ id }) => id));
				expect(new Set(ids).size).toBe(ids.length);
				for (let i = steps.length; i > 0; i--) {
					const rows = new Map(input.frozen.map((row) => [row.person.externalId, standingOf(row)]));
					for (const { changes } of steps.slice(0, i)) apply(rows, changes, 'after');
					apply(rows, steps[i - 1]!.changes, 'before');
					expect(listed(rows, input.rules)).toEqual(
						shownAfter(input.frozen, steps.slice(0, i - 1), input.rules),
					);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('each won prize is announced to each winner once', () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const input = inputOf(world);
				const pairs = (prizes: WonPrize[]) =>
					prizes.flatMap(({ prize, winners }) =>
						winners.map(({ externalId }) => `${prize.id} ${externalId}`),
					);
				expect(pairs(revealSteps(input).flatMap(({ prizes }) => prizes)).sort()).toEqual(
					pairs(input.prizes).sort(),
				);
			}),
		);
	});

	it('no step shows anything of what comes later: another future begins with the same steps', () => {
		fc.assert(
			fc.property(worlds, fc.nat(), fc.nat({ max: 40 }), (world, at, more) => {
				const input = { ...inputOf(world), prizes: [] };
				const steps = revealSteps(input);
				const cut = at % steps.length;
				const known = new Set(
					steps.slice(0, cut).flatMap(({ changes }) => changes.map(({ id }) => id)),
				);
				// Whoever has not been told might have won anything, as long as they rise as all of the pending do.
				const other = Object.fromEntries(
					input.final.map((row) => {
						const standing = standingOf(row);
						const gain = known.has(standing.id)
							? 0
							: (more * (standing.id.length + row.points + 4)) % 23;
						return [
							standing.id,
							{
								points: row.points + gain,
								clicks: row.clicks + (known.has(standing.id) ? 0 : more % 3),
								engagement: row.engagement,
								hour: hourOf(row),
							},
						];
					}),
				);
				const future = revealSteps({ ...input, final: aTable(other, input.rules) });
				expect(told(future.slice(0, cut))).toEqual(told(steps.slice(0, cut)));
				expect(future.slice(0, cut).map(({ changes }) => changes)).toEqual(
					steps.slice(0, cut).map(({ changes }) => changes),
				);
			}),
			{ numRuns: 300 },
		);
	});
});

function hourOf(row: BoardRow): number {
	return (Date.parse(row.reachedAt!) - Date.parse('2026-11-01T00:00:00Z')) / 3_600_000;
}

describe('a table of very many people', () => {
	it('is told like a small one, though it is built anew instead of moved row by row', () => {
		const size = 14_000;
		const frozen = Object.fromEntries(Array.from({ length: size }, (_, i) => [`p${i}`, size - i]));
		// A tenth is gone, a tenth has lost points.
		const final = Object.fromEntries(
			Array.from({ length: size }, (_, i): [string, number] => [
				`p${i}`,
				size - i + (i % 10 === 1 ? -5 : (i * 7919) % 5000),
			]).filter((_, i) => i % 10 !== 0),
		);
		const input = {
			...{ frozen: aTable(frozen, OPEN), final: aTable(final, OPEN), rules: OPEN },
			prizes: [],
		};
		const steps = revealSteps(input);
		expect(steps.length).toBeLessThan(60);
		expect(shownAfter(input.frozen, steps, OPEN)).toEqual(asListed(input.final));
		expect(steps.at(-2)!.people).toEqual([input.final[0]!.person.externalId]);
	});
});
