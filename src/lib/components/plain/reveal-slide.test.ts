import { describe, expect, it } from 'vitest';
import { revealScenes } from '#lib/domain/reveal/scenes.ts';
import { aPrize, aTable } from '#tests/support/reveal-tables.ts';
import { revealSlide } from './reveal-slide.ts';

const rules = { minClicks: 0, tieBreaks: [] };
const to = { host: 'laurel.example', zone: 'UTC', now: 0, screen: null };

function slides(frozen: Record<string, number>, final: Record<string, number>) {
	const input = { frozen: aTable(frozen, rules), final: aTable(final, rules), rules };
	const scenes = [...revealScenes({ ...input, prizes: [aPrize('Gold', ['Cy'])] })];
	return scenes.map((scene, step) =>
		revealSlide({ scene, step, total: scenes.length - 1 }, { ...to }),
	);
}

describe('a reveal on a screen without a modern engine', () => {
	const all = slides({ Ana: 1300, Bo: 20, Cy: 10 }, { Ana: 1300, Bo: 21, Cy: 2000 });
	const row = (step: number, name: string) => all[step]!.rows.find((one) => one.name === name);

	it('tells what the step tells, beside the part of the table that it is about', () => {
		expect(all[0]).toMatchObject({
			about: `laurel.example · The reveal · Step 0 of ${all.length - 1}`,
			title: 'The reveal begins',
			beside: true,
		});
		expect(all[2]).toMatchObject({
			title: 'What the frozen time brought',
			lines: ['Cy gains 1,990 points and climbs from 3rd to 1st: 2,000 in all.'],
		});
		expect(row(2, 'Cy')).toMatchObject({ place: '1', value: '2,000', open: true, marked: true });
	});

	it('shows nothing that a later step tells', () => {
		const told = all.findIndex(({ rows }) => rows.some(({ value }) => value === '2,000'));
		expect(told).toBe(2);
		expect(JSON.stringify(all.slice(0, told))).not.toMatch(/2,000|1,990|Gold/);
		expect(row(0, 'Cy')).toMatchObject({ place: '3', value: '10', open: true, first: false });
	});

	it('ends with the first in gold and named', () => {
		expect(row(all.length - 1, 'Cy')).toMatchObject({ place: '1', open: false, first: true });
		expect(all.at(-1)!.lines).toEqual(['That is the final table.', 'Congratulations, Cy!']);
		expect(all.at(-2)!.lines.at(-1)).toBe('Gold: Cy.');
	});

	it('names four of many people in sentences', () => {
		const fallen = slides(
			{ Ana: 60, Bo: 50, Cy: 40, Dee: 30, Eve: 20 },
			{ Ana: 6, Bo: 5, Cy: 4, Dee: 3, Eve: 2 },
		)[1]!;
		expect(fallen.lines[0]).toBe('5 people lost points by a correction.');
		expect(fallen.lines).toHaveLength(5);
	});
});
