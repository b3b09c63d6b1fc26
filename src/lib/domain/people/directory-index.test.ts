import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DirectoryIndex, type DirectoryEntry, type DirectoryQuery } from './directory-index.ts';
import { meantBy, plainWords } from './words.ts';

const entry = (id: string, name: string, over: Partial<DirectoryEntry> = {}): DirectoryEntry => {
	const tags = { topics: [], goodAt: [], languages: [], ...over };
	const { team = 'Sales', office = null } = over;
	const texts = [name, team ?? '', office ?? '', ...Object.values(tags).flat()];
	const words = [...new Set(texts.flatMap((text) => plainWords(String(text ?? ''))))];
	return { ...{ id, key: id, name, words, team, office }, ...tags };
};
const EMPTY: DirectoryQuery = {
	...{ text: '', team: '', office: '', language: '', topic: '', goodAt: '' },
};
const indexOf = (entries: readonly DirectoryEntry[]) => {
	const index = new DirectoryIndex();
	for (const one of entries) index.put(one);
	return index;
};

describe('the directory in memory', () => {
	const zoe = entry('z', 'Zoë Ångström', { office: 'Lund', topics: ['Hiring'], team: 'Green' });
	const people = [zoe, entry('l', 'Łukasz Strauß'), entry('k', 'Katarzyna Nowak')];

	it.each([
		['zoe', ['z']],
		['angstorm', ['z']],
		['nowak katarzina', ['k']],
		['sales', ['k', 'l']],
		['hiring zoe', ['z']],
		['hiring nowak', []],
		['', ['k', 'z', 'l']],
	])('finds by "%s"', (text, ids) => {
		expect(indexOf(people).find({ ...EMPTY, text })).toEqual(ids);
	});

	it('narrows down by labels, and says how many each has', () => {
		const index = indexOf(people);
		expect(index.find({ ...EMPTY, team: 'Sales' })).toEqual(['k', 'l']);
		expect(index.find({ ...EMPTY, topic: 'Hiring', office: 'Lund' })).toEqual(['z']);
		expect(index.find({ ...EMPTY, language: 'Svenska' })).toEqual([]);
		expect(index.find({ ...EMPTY, goodAt: 'Video' })).toEqual([]);
		expect(index.labels()).toMatchObject({
			teams: [
				{ name: 'Green', people: 1 },
				{ name: 'Sales', people: 2 },
			],
			topics: [{ name: 'Hiring', people: 1 }],
		});
	});

	it('forgets the words of who changed or is gone', () => {
		const index = indexOf(people);
		index.put(entry('z', 'Quiet Fern', { team: null }));
		expect(index.find({ ...EMPTY, text: 'zoe' })).toEqual([]);
		expect(index.find({ ...EMPTY, text: 'fern' })).toEqual(['z']);
		expect(index.labels().teams).toEqual([{ name: 'Sales', people: 2 }]);
		index.delete('z');
		index.delete('nobody');
		expect(index.find({ ...EMPTY, text: 'fern' })).toEqual([]);
		expect(index.size).toBe(2);
	});

	it('is, whatever came and went, as one that was made anew', () => {
		const name = fc.constantFrom('Ana', 'Anna Berg', 'Bo', 'Bo Anna', 'Åsa', 'Berg');
		const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), name, gone: fc.boolean() });
		fc.assert(
			fc.property(fc.array(step, { maxLength: 12 }), name, (steps, text) => {
				const index = new DirectoryIndex();
				const left = new Map<string, DirectoryEntry>();
				for (const { id, name: called, gone } of steps) {
					left.delete(id);
					if (gone) index.delete(id);
					else {
						left.set(id, entry(id, called));
						index.put(entry(id, called));
					}
				}
				const vocabulary = [...left.values()].flatMap(({ words }) => words);
				const wanted = plainWords(text).map((word) => meantBy(word, vocabulary));
				const ids = [...left.values()]
					.filter(({ words }) => wanted.every((each) => each.some((word) => words.includes(word))))
					.map(({ id }) => id);
				expect(index.find({ ...EMPTY, text }).sort()).toEqual(ids.sort());
				expect(index.labels()).toEqual(indexOf([...left.values()]).labels());
			}),
		);
	});
});
