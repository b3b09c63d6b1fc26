import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReplayRow } from '../scoring/replay.ts';
import { checkReplay, firstDifference } from './check.ts';

const path = 'tests/fixtures/scoring/scenario-101.json';
const original = readFileSync(path, 'utf8');
type File = {
	contest: { timeZone: string; startsAt: string };
	people?: object[];
	links: { id: string }[];
	facts: { type: string; id: string; link?: string; at?: string; points?: number }[];
	expected?: { points: number; clicks: number; reachedAt: string | null }[];
};
const check = (change: (file: File) => unknown) => {
	const file = JSON.parse(original) as File;
	change(file);
	return checkReplay(new TextEncoder().encode(JSON.stringify(file)));
};

describe('checking a replay file', () => {
	it('finds one that agrees equal, and says what it holds', () => {
		const checked = checkReplay(readFileSync(path));
		expect(checked).toMatchObject({ kind: 'equal', contest: 'c101', rows: 7, difference: null });
	});

	it('names the first row and the figures that differ', () => {
		const checked = check((file) => {
			file.expected![2]!.points += 1;
			file.expected![4]!.clicks += 1;
		});
		expect(checked).toMatchObject({
			kind: 'different',
			difference: { row: 3, columns: ['points'] },
		});
	});

	it('finds a fact that was taken away, added or changed', () => {
		const changes: ((file: File) => unknown)[] = [
			(file) => {
				const adjustment = file.facts.findLast((fact) => fact.type === 'adjustment')!;
				adjustment.points = adjustment.points! + 1;
			},
			(file) => {
				file.facts = file.facts.filter((fact) => fact.type !== 'conversion');
			},
			(file) => {
				const fact = file.facts.find((one) => one.type === 'conversion')!;
				const at = file.contest.startsAt;
				for (const link of file.links)
					file.facts.push({ ...fact, id: `${link.id}!`, link: link.id, at });
			},
		];
		for (const change of changes) expect(check(change)).toMatchObject({ kind: 'different' });
	});

	it('finds rows that are missing and rows too many', () => {
		expect(check((file) => file.expected!.pop())).toMatchObject({
			difference: { row: 7, columns: [], expected: null },
		});
		expect(check((file) => file.expected!.push(file.expected![0]!))).toMatchObject({
			difference: { row: 8, columns: [], found: null },
		});
	});

	it('takes an instant that is written in another way for the same', () => {
		const checked = check((file) => {
			for (const row of file.expected!) {
				if (row.reachedAt) row.reachedAt = row.reachedAt.replace('.000Z', '+00:00');
			}
		});
		expect(checked).toMatchObject({ kind: 'equal' });
	});

	it.each([
		['no JSON', 'hello'],
		['no object', '[]'],
		['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
		['nothing', ''],
	])('finds a file that is %s bad, and never throws', (_, content) => {
		const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
		expect(checkReplay(bytes)).toMatchObject({ kind: 'bad' });
	});

	it('says where a file is wrong', () => {
		const zone = check((file) => {
			file.contest.timeZone = 'Nowhere';
			delete file.people;
		});
		expect(zone).toMatchObject({ kind: 'bad' });
		const paths = zone.kind === 'bad' ? zone.problems.map((problem) => problem.path) : [];
		expect(paths).toEqual(['contest.timeZone', 'people']);
		expect(check((file) => delete file.expected)).toEqual({
			kind: 'bad',
			problems: [{ path: 'expected', message: 'the file bears no table to compare with' }],
		});
	});
});

it('two empty tables are equal', () => {
	const none: ReplayRow[] = [];
	expect(firstDifference(none, none)).toBeNull();
});
