import { describe, expect, it } from 'vitest';
import { uniqueFacts, voidedBy, type Fact, type Voidable, type VoidFact } from './facts.ts';
import { inBox, takesLink } from './units.ts';

const at = (ms: number) => new Date(ms);
const click: Voidable = { type: 'click', id: 'c', link: 'l', person: 'p', at: at(50) };
const conversion: Voidable = { ...click, type: 'conversion', id: 'v' };

describe('facts', () => {
	it('with the same type and id are the same fact', () => {
		const facts: Fact[] = [
			{ type: 'conversion', id: 'a', link: 'l', at: at(1) },
			{ type: 'click', id: 'a', link: 'l', at: at(1), visitor: 'v' },
			{ type: 'conversion', id: 'b', link: 'l', at: at(1) },
			{ type: 'conversion', id: 'a', link: 'l', at: at(1) },
		];
		expect(uniqueFacts(facts)).toEqual(facts.slice(0, 3));
	});

	it('lie in a half-open box', () => {
		const box = { startsAt: at(10), endsAt: at(20) };
		expect([9, 10, 19, 20].map((ms) => inBox(at(ms), box))).toEqual([false, true, true, false]);
	});

	it('of links shared before the start are taken unless the rules want links shared in the contest', () => {
		const rules = { startsAt: at(10), posts: 'shared-in-contest' as const };
		expect(takesLink(at(9), rules)).toBe(false);
		expect(takesLink(at(10), rules)).toBe(true);
		expect(takesLink(at(9), { ...rules, posts: 'any' })).toBe(true);
	});
});

describe('a void', () => {
	it('takes nothing out where there is none', () => {
		expect(voidedBy([])(click)).toBe(false);
	});

	it('takes out a click or a conversion by its id', () => {
		const isVoided = voidedBy([
			{ type: 'void', id: '1', fact: 'c' },
			{ type: 'void', id: '2', fact: 'v' },
		]);
		expect(isVoided(click)).toBe(true);
		expect(isVoided(conversion)).toBe(true);
		expect(isVoided({ ...click, id: 'other' })).toBe(false);
	});

	it.each<[string, VoidFact]>([
		['a link', { type: 'void', id: '1', link: 'l', from: at(40), to: at(50) }],
		['a person', { type: 'void', id: '1', person: 'p', from: at(40), to: at(50) }],
	])('takes out the clicks of %s in a half-open range, and no conversion', (_, entry) => {
		const isVoided = voidedBy([entry]);
		const ask = (ms: number) => isVoided({ ...click, at: at(ms) });
		expect([39, 40, 49, 50].map(ask)).toEqual([false, true, true, false]);
		expect(isVoided({ ...click, at: at(45), link: 'x', person: 'y' })).toBe(false);
		expect(isVoided({ ...conversion, at: at(45) })).toBe(false);
	});

	it('may be open at either end, and several may concern one link', () => {
		const isVoided = voidedBy([
			{ type: 'void', id: '1', link: 'l', to: at(10) },
			{ type: 'void', id: '2', link: 'l', from: at(90) },
			{ type: 'void', id: '3', link: 'l', from: at(30), to: at(40) },
			{ type: 'void', id: '4', person: 'all' },
		]);
		const ask = (ms: number) => isVoided({ ...click, at: at(ms) });
		expect([9, 10, 30, 40, 89, 90].map(ask)).toEqual([true, false, true, false, false, true]);
		expect(isVoided({ ...click, person: 'all' })).toBe(true);
	});

	it('of a person is none of a link with the same name', () => {
		const isVoided = voidedBy([{ type: 'void', id: '1', person: 'l' }]);
		expect(isVoided(click)).toBe(false);
	});
});
