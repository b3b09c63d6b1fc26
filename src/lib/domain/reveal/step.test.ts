import { expect, it } from 'vitest';
import { aTable } from '#tests/support/reveal-tables.ts';
import { standingOf } from './step.ts';

it('a row’s figures are those of whoever stands in it; who never had a point reached none', () => {
	const [row] = aTable({ ana: { points: 3, clicks: 2, hour: 1 } }, { minClicks: 0, tieBreaks: [] });
	expect(standingOf(row!)).toEqual({
		...{ id: 'ana', name: 'ana', points: 3, clicks: 2, engagement: 0, conversions: 0 },
		reachedAt: new Date('2026-11-01T01:00:00Z'),
		qualified: true,
		person: row!.person,
	});
	expect(standingOf({ ...row!, reachedAt: null }).reachedAt).toBeNull();
});
