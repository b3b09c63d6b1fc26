import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOLD_MS, lookAtLead, type LeadState } from './leader.ts';

const NOBODY: LeadState = { leader: null, candidate: null, candidateSince: null };
const START = Date.parse('2027-03-01T12:00:00Z');

/** Looks at the table every `ms`, and gives who was told to lead. */
function told(firsts: (string | null)[], ms = HOLD_MS): string[] {
	let state = NOBODY;
	return firsts.flatMap((first, i) => {
		const { tell, ...next } = lookAtLead(state, first, new Date(START + i * ms));
		state = next;
		return tell ? [next.leader!] : [];
	});
}

describe('a new leader', () => {
	it('is told after a minute, once', () => {
		expect(told(['a'])).toEqual([]);
		expect(told(['a', 'a', 'a', 'a'])).toEqual(['a']);
		expect(told(['a', 'a', 'b', 'b', 'b'])).toEqual(['a', 'b']);
	});

	it('is not told for as long as the lead changes with every look', () => {
		expect(told(['a', 'a', 'b', 'a', 'b', 'a', 'b', 'c', 'a'])).toEqual(['a']);
	});

	it('is nobody while several share the place, and who led before is not told again', () => {
		expect(told(['a', 'a', null, null, 'a', 'a'])).toEqual(['a']);
		expect(told(['a', null, 'a', null, 'a'])).toEqual([]);
	});

	it('is not told sooner, however often one looks', () => {
		expect(told(Array<string>(4).fill('a'), HOLD_MS / 4)).toEqual([]);
		expect(told(Array<string>(5).fill('a'), HOLD_MS / 4)).toEqual(['a']);
	});

	it('is never told twice in a row, and only who leads', () => {
		const names = fc.constantFrom<string | null>('a', 'b', 'c', null);
		fc.assert(
			fc.property(fc.array(names), (firsts) => {
				const list = told(firsts);
				expect(list.every((name, i) => name !== list[i - 1] && firsts.includes(name))).toBe(true);
			}),
		);
	});
});
