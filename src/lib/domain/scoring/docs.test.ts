import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draw, seedHash } from '../prizes/draw.ts';
import { replay, replaySchema } from './replay.ts';
import { scoreDay } from './score-day.ts';

const text = readFileSync(new URL('../../../../docs/scoring.md', import.meta.url), 'utf8');

/** The one code block of a language in docs/scoring.md. */
function block(language: string): string {
	const found = [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
	expect(found).toHaveLength(1);
	return found[0]![1]!;
}

type Redo = (of: {
	seed: string;
	hash: string;
	prize: number;
	people: string[];
	winners: number;
}) => { id: string; lot: string }[];

describe('docs/scoring.md', () => {
	it('shows a contest whose table is the one it says', () => {
		const example = replaySchema.parse(JSON.parse(block('json')));
		expect(replay(example)).toEqual(example.expected);
	});

	it('shows a draw that comes out as ours', async () => {
		const module = `data:text/javascript,${encodeURIComponent(block('js'))}`;
		const { redo } = (await import(/* @vite-ignore */ module)) as { redo: Redo };
		const people = ['davide', 'anna', 'chitra', 'bo'];
		const of = { seed: 'a seed for the books', prize: 4, people, winners: 4 };
		const lots = redo({ ...of, hash: seedHash(of.seed) });
		expect(lots).toEqual(draw(of.seed, of.prize, people, 4));
		expect(text).toContain(`hash \`${seedHash(of.seed)}\``);
		expect(text).toContain(
			lots.map(({ id, lot }) => `| ${id.padEnd(6)} | \`${lot}\` |`).join('\n'),
		);
		expect(() => redo({ ...of, hash: seedHash('another') })).toThrow('another seed');
	});

	it('shows caps that cut as it says', () => {
		const reading = (hour: number, post: string, units: number) => ({
			id: `${hour}`,
			at: new Date(Date.UTC(2026, 9, 6, hour)),
			post,
			link: post,
			units,
		});
		const score = scoreDay(
			[reading(9, 'A', 5), reading(10, 'B', 2), reading(11, 'A', 1)],
			{ points: 1, dailyCap: 4, postDailyCap: 3 },
			null,
		);
		expect([...score.counted.values()]).toEqual([3, 1, 0]);
		expect([...score.reasons.values()]).toEqual(['post_daily_cap', 'daily_cap', 'post_daily_cap']);
		expect(score.lastAt).toEqual(reading(10, 'B', 2).at);
	});
});
