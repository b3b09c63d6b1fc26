import { expect, test } from 'vitest';
import type { LifeView } from '#lib/domain/contest/life.ts';
import type { Phase } from '#lib/domain/contest/phase.ts';
import { timelineOf } from './timeline.ts';

const life = (phase: Phase, over: { frozenSince?: string; now?: string } = {}) =>
	({
		view: {
			phase,
			startsAt: '2026-10-01T00:00:00.000Z',
			endsAt: '2026-12-31T00:00:00.000Z',
			frozenSince: over.frozenSince ?? null,
		},
		now: over.now ?? '2026-11-01T00:00:00.000Z',
		settledAt: '2027-01-02T00:00:00.000Z',
	}) as LifeView;
const line = (of: LifeView) => timelineOf(of).map(({ phase, state }) => `${phase} ${state}`);

test('a running contest has its past behind it and its end ahead', () => {
	expect(line(life('running'))).toEqual([
		'draft done',
		'scheduled done',
		'running now',
		'settling ahead',
		'final ahead',
	]);
});

test('a freeze stands in the line where there is one, also when it is over', () => {
	const frozenSince = '2026-12-20T00:00:00.000Z';
	expect(line(life('frozen', { frozenSince }))).toContain('frozen now');
	expect(line(life('settling', { frozenSince }))).toContain('frozen done');
	expect(timelineOf(life('running', { frozenSince }))).toContainEqual({
		phase: 'frozen',
		at: frozenSince,
		state: 'ahead',
	});
});

test('it can be final from when settling is over, and then no date is promised', () => {
	expect(timelineOf(life('settling')).at(-1)).toEqual({
		phase: 'final',
		at: '2027-01-02T00:00:00.000Z',
		state: 'ahead',
	});
	expect(timelineOf(life('final')).at(-1)).toEqual({ phase: 'final', at: null, state: 'now' });
});

test('a cancelled contest passed only what had begun', () => {
	expect(line(life('cancelled'))).toEqual([
		'draft done',
		'scheduled done',
		'running done',
		'cancelled now',
	]);
	const early = life('cancelled', { now: '2026-09-01T00:00:00.000Z' });
	expect(line(early)).toEqual(['draft done', 'scheduled done', 'cancelled now']);
});
