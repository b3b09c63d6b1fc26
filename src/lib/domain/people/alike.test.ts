import { describe, expect, it } from 'vitest';
import { alikeByShownName } from './alike.ts';

const row = (rank: number | null, name: string, points = 0) => ({
	...{ rank, points },
	person: { externalId: `id-${name}`, name },
});
const names = (rows: ReturnType<typeof row>[]) =>
	alikeByShownName(rows).map(({ person }) => person.name);

describe('a table with masked people', () => {
	it('has those who share a place in the order of what they are called now', () => {
		const rows = [row(1, 'Zoë', 9), row(2, 'Alva', 5), row(2, 'Quiet Fern', 5), row(2, 'Bo', 5)];
		expect(names([...rows, row(5, 'Ada', 1)])).toEqual(['Zoë', 'Alva', 'Bo', 'Quiet Fern', 'Ada']);
	});

	it('keeps the order of points where nobody has a rank', () => {
		expect(names([row(null, 'Zoë', 3), row(null, 'Bo', 2), row(null, 'Ada', 2)])).toEqual([
			...['Zoë', 'Ada', 'Bo'],
		]);
	});

	it('has two of one name in the order of what stands for their ids', () => {
		const alike = ['b', 'a'].map((externalId) => ({
			...{ rank: 1, points: 1 },
			person: { externalId, name: 'A colleague' },
		}));
		expect(alikeByShownName(alike).map(({ person }) => person.externalId)).toEqual(['a', 'b']);
	});

	it('may be empty', () => {
		expect(alikeByShownName([])).toEqual([]);
	});
});
