import type { Family } from './badge.ts';
import { isBadgeKey, type BadgeKey } from './keys.ts';
import { MARKS, type Mark } from './marks.ts';

/** What a level is made of: of three, bronze, silver and gold; what has one level is gold. 0 is nothing yet. */
export const METALS = ['none', 'bronze', 'silver', 'gold'] as const;
export type Metal = (typeof METALS)[number];

/** The outlines of the families on a field of 48 by 48, about 44 high: told apart also where nothing inside can be seen. */
const SHAPES: Record<Family, string> = {
	// A round medal.
	results: 'M24 2a22 22 0 1 1 0 44a22 22 0 1 1 0-44z',
	// A honeycomb: cell by cell.
	habits: 'M24 1.500 43.500 12.750v22.500L24 46.500 4.500 35.250v-22.500z',
	// Somebody speaks.
	voice:
		'M13 3h22a10 10 0 0 1 10 10v16a10 10 0 0 1-10 10h-8l-9 8v-8h-5a10 10 0 0 1-10-10V13a10 10 0 0 1 10-10z',
	// A square on its corner, to all sides.
	breadth:
		'M21.500 2.500a3.500 3.500 0 0 1 5 0l19 19a3.500 3.500 0 0 1 0 5l-19 19a3.500 3.500 0 0 1-5 0l-19-19a3.500 3.500 0 0 1 0-5z',
	// A shield to stand behind.
	team: 'M24 2c6 4 12 5.500 19 5.500V23c0 11-7.500 19-19 23C12.500 42 5 34 5 23V7.500C12 7.500 18 6 24 2z',
	// A rosette of twelve.
	contests:
		'M24.00 1.40L29.02 5.26L35.30 4.43L37.72 10.28L43.57 12.70L42.74 18.98L46.60 24.00L42.74 29.02L43.57 35.30L37.72 37.72L35.30 43.57L29.02 42.74L24.00 46.60L18.98 42.74L12.70 43.57L10.28 37.72L4.43 35.30L5.26 29.02L1.40 24.00L5.26 18.98L4.43 12.70L10.28 10.28L12.70 4.43L18.98 5.26z',
	// A pennant.
	learning:
		'M8 3h32a3 3 0 0 1 3 3v37.500a2 2 0 0 1-3 1.700L24 37.500 8 45.200a2 2 0 0 1-3-1.700V6a3 3 0 0 1 3-3z',
	// A page with a corner turned down.
	stories: 'M10 2h19l13 13v27a4 4 0 0 1-4 4H10a4 4 0 0 1-4-4V6a4 4 0 0 1 4-4z',
	// A heart.
	thanks:
		'M24 45C11 36 2.500 28 2.500 16.500 2.500 9 8 4 14 4c4.200 0 8 2.300 10 6 2-3.700 5.800-6 10-6 6 0 11.500 5 11.500 12.500C45.500 28 37 36 24 45z',
	// An octagon: the program's own.
	own: 'M15 2h18l13 13v18L33 46H15L2 33V15z',
};

/** How each badge is drawn; apart from the badges themselves, so that a page which only draws need not carry what earns them. */
export const DRAWN: Record<BadgeKey, { family: Family; mark: Mark; levels: 1 | 3 }> = {
	'first-click': { family: 'results', mark: 'pointer', levels: 1 },
	clicks: { family: 'results', mark: 'crowd', levels: 3 },
	hit: { family: 'results', mark: 'flame', levels: 3 },
	conversations: { family: 'results', mark: 'bubbles', levels: 3 },
	'first-lead': { family: 'results', mark: 'seed', levels: 1 },
	outcomes: { family: 'results', mark: 'arrow', levels: 3 },
	applications: { family: 'results', mark: 'door', levels: 3 },
	hire: { family: 'results', mark: 'plus-one', levels: 1 },
	streak: { family: 'habits', mark: 'bolt', levels: 3 },
	steady: { family: 'habits', mark: 'calendar', levels: 3 },
	'helpful-hour': { family: 'habits', mark: 'clock', levels: 3 },
	comeback: { family: 'habits', mark: 'return', levels: 1 },
	'own-words': { family: 'voice', mark: 'pen', levels: 3 },
	'true-voice': { family: 'voice', mark: 'wave', levels: 1 },
	networks: { family: 'breadth', mark: 'net', levels: 3 },
	categories: { family: 'breadth', mark: 'tiles', levels: 3 },
	'all-week': { family: 'breadth', mark: 'sun', levels: 1 },
	carried: { family: 'team', mark: 'lift', levels: 1 },
	'team-win': { family: 'team', mark: 'three', levels: 1 },
	'most-improved': { family: 'team', mark: 'rise', levels: 1 },
	newcomer: { family: 'team', mark: 'sprout', levels: 1 },
	podium: { family: 'contests', mark: 'podium', levels: 3 },
	finalist: { family: 'contests', mark: 'flag', levels: 3 },
	prize: { family: 'contests', mark: 'gift', levels: 1 },
	certified: { family: 'learning', mark: 'check', levels: 1 },
	'open-book': { family: 'learning', mark: 'book', levels: 1 },
	'first-idea': { family: 'stories', mark: 'bulb', levels: 1 },
	'accepted-stories': { family: 'stories', mark: 'star', levels: 3 },
	'story-travels': { family: 'stories', mark: 'plane', levels: 3 },
	'helping-hand': { family: 'thanks', mark: 'hand', levels: 1 },
	'bright-idea': { family: 'thanks', mark: 'spark', levels: 1 },
};

/** What an own badge may bear. */
export const OWN_MARKS = [
	'star',
	'spark',
	'flame',
	'bolt',
	'leaf',
	'sun',
	'gift',
	'flag',
	'book',
	'hand',
] as const satisfies readonly Mark[];

/** How a badge is drawn: the outline of its family, its mark and its metal. Coordinates are of a field of 48 by 48. */
export type Art = { shape: string; mark: string; lift: number; metal: Metal; pips: number };

/** Marks stand a little higher or lower where the outline's middle does. */
const LIFT: Partial<Record<Family, number>> = {
	voice: -4,
	learning: -3,
	thanks: -2,
	team: -1,
	stories: 2,
};

/**
 * The drawing of a badge at a level; 0 is not earned. `badge` is a key, or the mark of an own badge as `own:<mark>`; what is not known is
 * drawn as an own badge with a star.
 */
export function artOf(badge: string, level: number): Art {
	const own = badge.startsWith('own:') ? badge.slice(4) : 'star';
	const { family, mark, levels } = isBadgeKey(badge)
		? DRAWN[badge]
		: {
				family: 'own' as const,
				mark: Object.hasOwn(MARKS, own) ? (own as Mark) : ('star' as const),
				levels: 1,
			};
	const metal = level < 1 ? 'none' : levels === 1 ? 'gold' : METALS[Math.min(level, 3)]!;
	return {
		...{ shape: SHAPES[family], mark: MARKS[mark], lift: LIFT[family] ?? 0, metal },
		pips: levels === 1 ? 0 : Math.min(3, Math.max(0, level)),
	};
}
