import { describe, expect, test } from 'vitest';
import type { Badge } from './badge.ts';
import { factsWith, type BadgeFacts } from './facts.ts';
import { BADGE_KEYS, isBadgeKey } from './keys.ts';
import { BADGES } from './registry.ts';

const ALL: [string, Badge][] = Object.entries(BADGES);
const said = (badge: Badge, facts: Partial<BadgeFacts>) =>
	badge
		.earned(factsWith(facts))
		.map(({ level, reason }) => `${level} ${reason}`)
		.sort();

test('there are at least 24 badges, and every key names one', () => {
	expect(ALL.length).toBeGreaterThanOrEqual(24);
	expect(Object.keys(BADGES)).toEqual([...BADGE_KEYS]);
	expect(isBadgeKey('clicks')).toBe(true);
	expect(isBadgeKey('shares')).toBe(false);
});

describe.each(ALL)('%s', (_, badge) => {
	test('its examples earn what they say, each level and reason once', () => {
		if (!badge.byHand) expect(badge.examples.earns.length).toBeGreaterThan(0);
		for (const { when, facts, gives } of badge.examples.earns) {
			const expected = gives.map(([level, reason]) => `${level} ${reason}`).sort();
			expect(said(badge, facts), when).toEqual(expected);
			expect(new Set(expected).size).toBe(expected.length);
		}
	});

	test('its other examples earn nothing', () => {
		expect(badge.examples.not.length).toBeGreaterThan(0);
		for (const { when, facts } of badge.examples.not) expect(said(badge, facts), when).toEqual([]);
	});

	test('nobody has it by doing nothing, and sharing alone gives none', () => {
		expect(said(badge, {})).toEqual([]);
		const shared = new Map(
			Array.from({ length: 500 }, (_, i) => [
				`${i}`,
				{ network: i % 2 ? 'x' : 'linkedin', category: `${i % 9}`, own: 100 },
			]),
		);
		expect(said(badge, { links: shared })).toEqual([]);
	});

	test('what is earned is one of its levels, dated by a fact', () => {
		for (const { facts } of badge.examples.earns) {
			for (const { level, at } of badge.earned(factsWith(facts))) {
				expect(badge.levels[level - 1]).toBeDefined();
				expect(at).toBeGreaterThan(0);
			}
		}
	});

	test('progress names a level that is not reached yet, and has not reached it', () => {
		for (const { facts } of [...badge.examples.earns, ...badge.examples.not, { facts: {} }]) {
			const progress = badge.progress(factsWith(facts));
			if (!progress) continue;
			expect(progress.have).toBeLessThan(progress.need);
			expect(badge.levels[progress.level - 1]).toBe(progress.need);
			expect(said(badge, facts)).not.toContain(`${progress.level} once`);
		}
	});
});
