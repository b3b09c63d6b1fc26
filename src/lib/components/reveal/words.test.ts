import { describe, expect, it } from 'vitest';
import { revealScenes } from '#lib/domain/reveal/scenes.ts';
import { aPrize, aTable, type Line } from '#tests/support/reveal-tables.ts';
import { headline, namesOf } from './names.ts';
import { spoken } from './words.ts';

const rules = { minClicks: 0, tieBreaks: [] };

/** Headline and sentences of every step. */
function told(
	frozen: Record<string, Line | number>,
	final: Record<string, Line | number>,
	more: Partial<Parameters<typeof revealScenes>[0]> = {},
): string[] {
	const using = more.rules ?? rules;
	const input = {
		...{ frozen: aTable(frozen, using), final: aTable(final, using), rules, prizes: [] },
		...more,
	};
	return [...revealScenes(input)].map(
		(scene) => `${headline(scene)} | ${spoken(scene, scene.total)}`,
	);
}

describe('what a reveal says', () => {
	it('is who is where, what the frozen time brought, and whose place it is, with what they win', () => {
		const prizes = [aPrize('A mug', ['Ana', 'Bo'], { kind: 'threshold' }), aPrize('Gold', ['Cy'])];
		expect(
			told(
				{ Ana: 1300, Bo: 20, Cy: 10, Dee: 5 },
				{ Ana: 1300, Bo: 21, Cy: 2000, Dee: 5 },
				{ prizes },
			),
		).toEqual([
			'The reveal begins | 4 people stand in the table that everybody knew. Now from the last place upwards.',
			'Standing 4th | Dee stands 4th, with 5 points.',
			'What the frozen time brought | The frozen time brought Dee nothing more. Still 5. That is 4th place.',
			'Standing 3rd | Cy stands 3rd, with 10 points.',
			'What the frozen time brought | Cy gains 1,990 points and climbs from 3rd to 1st: 2,000 in all.',
			'Standing 3rd | Bo stands 3rd, with 20 points.',
			'What the frozen time brought | Bo gains 1 point: 21 in all.',
			'3rd place | 3rd place: Bo, with 21 points. A mug: Bo.',
			'Standing 2nd | Ana stands 2nd, with 1,300 points.',
			'What the frozen time brought | The frozen time brought Ana nothing more. Still 1,300.',
			'2nd place | 2nd place: Ana, with 1,300 points. A mug: Ana.',
			'1st place | 1st place: Cy, with 2,000 points. Gold: Cy.',
			'The final table | That is the final table.',
		]);
	});

	it('names who fell, who is gone and who is new, before anything else', () => {
		const [, fallen, fresh] = told({ Ana: 30, Bo: 20, Cy: 1 }, { Ana: 5, Cy: 1, Dee: 15 });
		expect(fallen).toBe(
			'Corrected after the freeze | 2 people lost points by a correction. Ana loses 25 points: 5 in all. Bo is no longer in the table.',
		);
		expect(fresh).toBe(
			'New since the freeze | 1 person came into the table after the freeze. Dee has 15 points and is now 1st.',
		);
	});

	it('counts those of a group, and says who shares a place', () => {
		const table = { a: 9, b: 5, c: 5, d: 3, e: 1 };
		expect(told(table, { ...table, e: 8 }, { singly: 3 })[1]).toBe(
			'5th place | 5th place. 2 people, from the lowest places. 1 of them climbs.',
		);
		expect(told(table, table, { singly: 3 })[1]).toBe(
			'Places 4th to 5th | Places 4th to 5th. 2 people, from the lowest places.',
		);
		expect(told(table, table)).toContain('2nd place, shared | 2nd place: b and c, with 5 points.');
	});

	it('speaks of those without a rank as such', () => {
		const using = { minClicks: 2, tieBreaks: [] };
		const line = (points: number, clicks: number): Line => ({ points, clicks });
		const [, unranked] = told(
			{ Ana: line(9, 3), Bo: line(5, 1), Cy: line(4, 1) },
			{ Ana: line(9, 3), Bo: line(7, 2), Cy: line(4, 1) },
			{ rules: using },
		);
		expect(unranked).toBe('Listed without a rank | Listed without a rank. 1 of them climbs.');
	});

	it('announces what is won apart from places', () => {
		const prizes = [aPrize('A backpack', ['Bo'], { kind: 'draw' })];
		expect(told({ Ana: 2, Bo: 1 }, { Ana: 2, Bo: 1 }, { prizes }).at(-2)).toBe(
			'And the prize goes to | A backpack: Bo.',
		);
	});
});

describe('names', () => {
	const people = ['Ana', 'Bo', 'Cy', 'Dee'].map((name) => ({ name }));
	it('are listed, and of many the rest is counted', () => {
		expect(namesOf(people.slice(0, 1))).toBe('Ana');
		expect(namesOf(people)).toBe('Ana, Bo, Cy, and Dee');
		expect(namesOf(people, 4, 2)).toBe('Ana, Bo and 2 more');
		expect(namesOf(people, 1204)).toBe('Ana, Bo, Cy, Dee and 1,200 more');
	});
});
