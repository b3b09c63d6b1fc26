import { describe, expect, it } from 'vitest';
import { dayIn, urlProblem } from './words.ts';

describe('words about connections', () => {
	it('say what is wrong with an address, also for a reason that has no sentence of its own', () => {
		const said = ['insecure', 'port', 'private', 'url', 'toString'].map(urlProblem);
		expect(new Set(said.slice(0, 4)).size).toBe(4);
		expect(said[4]).toBe(said[3]);
	});

	it('name a day in the program’s zone', () => {
		expect(dayIn('2026-12-31T23:30:00.000Z', 'Europe/Stockholm')).toBe('1 Jan 2027');
		expect(dayIn('2026-12-31T23:30:00.000Z', 'UTC')).toBe('31 Dec 2026');
	});
});
