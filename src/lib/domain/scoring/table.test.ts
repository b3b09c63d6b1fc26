import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivals } from '#tests/fixtures/scoring/arbitrary.ts';
import { naiveTable } from '#tests/fixtures/scoring/naive.ts';
import { replay, replaySchema, type Replay } from './replay.ts';
import { scoreTable } from './table.ts';

const folder = new URL('../../../../tests/fixtures/scoring/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): Replay =>
	replaySchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

describe('the scenarios', () => {
	it('are all there', () => {
		expect(files.length).toBeGreaterThanOrEqual(7);
	});

	it.each(files)('%s gives exactly the expected table', (name) => {
		const scenario = read(name);
		expect(scenario.expected?.length).toBeGreaterThan(0);
		expect(replay(scenario)).toEqual(scenario.expected);
	});

	it.each(files)('%s gives it in whatever order and however often its facts are sent', (name) => {
		const scenario = read(name);
		fc.assert(
			fc.property(arrivals(scenario.facts), (facts) => {
				expect(replay({ ...scenario, facts })).toEqual(scenario.expected);
			}),
			{ numRuns: 5 },
		);
	});

	it.each(files)(
		'%s gives the public, at a freeze in its middle, the literal reading’s table',
		(name) => {
			const { contest, people, links, facts } = read(name);
			const { rules, dedupeHours } = contest;
			const middle = (rules.startsAt.getTime() + rules.endsAt.getTime()) / 2;
			const freezeAt = new Date(middle);
			const input = {
				rules,
				people,
				links,
				facts,
				dedupeHours,
				freezeAt,
				audience: 'public' as const,
			};
			const table = scoreTable(input);
			expect(table).toEqual(naiveTable(input));
			expect(table).not.toEqual(scoreTable({ ...input, audience: 'owner' }));
		},
	);
});
