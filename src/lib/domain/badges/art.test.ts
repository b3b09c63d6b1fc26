import { expect, test } from 'vitest';
import { artOf, DRAWN, OWN_MARKS } from './art.ts';
import type { Badge } from './badge.ts';
import { BADGE_KEYS } from './keys.ts';
import { MARKS } from './marks.ts';
import { BADGES } from './registry.ts';

test('every badge is drawn as what it is: its family, its levels, a mark of its own', () => {
	for (const key of BADGE_KEYS) {
		const { family, levels }: Badge = BADGES[key];
		expect(DRAWN[key]).toMatchObject({ family, levels: levels.length });
	}
	const drawn = BADGE_KEYS.map((key) => `${DRAWN[key].family} ${DRAWN[key].mark}`);
	expect(new Set(drawn).size).toBe(BADGE_KEYS.length);
});

test('a level is told by its metal and by its pips, and nothing yet by neither', () => {
	const seen = [0, 1, 2, 3].map((level) => artOf('clicks', level));
	expect(seen.map(({ metal }) => metal)).toEqual(['none', 'bronze', 'silver', 'gold']);
	expect(seen.map(({ pips }) => pips)).toEqual([0, 1, 2, 3]);
	expect(artOf('hire', 1)).toMatchObject({ metal: 'gold', pips: 0 });
});

test('an own badge bears the mark it was given, and an unknown one a star', () => {
	for (const mark of OWN_MARKS) expect(artOf(`own:${mark}`, 1).mark).toBe(MARKS[mark]);
	for (const unknown of ['own:nothing', 'gone', 'own:toString'])
		expect(artOf(unknown, 1).mark).toBe(MARKS.star);
});
