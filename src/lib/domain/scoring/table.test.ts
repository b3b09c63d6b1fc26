import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { replay, replaySchema } from './replay.ts';

const folder = new URL('../../../../tests/fixtures/scoring/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('the scenarios', () => {
	it('are there', () => {
		expect(files.length).toBeGreaterThanOrEqual(7);
	});

	it.each(files)('%s gives exactly the expected table', (name) => {
		const scenario = replaySchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
		expect(replay(scenario)).toEqual(scenario.expected);
	});
});
