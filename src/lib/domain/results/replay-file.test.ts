import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rulesSchema, type Rules } from '../contest/rules.ts';
import { pseudonymsOf } from './pseudonyms.ts';
import {
	digestOf,
	ReplayNames,
	replayPerson,
	replayRules,
	ReplayWriter,
	type ReplayLink,
	type StoredFact,
} from './replay-file.ts';

const pseudonyms = pseudonymsOf('secret', 'c1');
const at = (minute: number) => new Date(Date.UTC(2026, 9, 6, 9, minute));
const links: ReplayLink[] = ['slug-of-anna', 'another'].map((id, i) => ({
	...{ id, person: 'anna', post: `story-${i}`, network: 'x', sharedAt: at(0) },
}));
const linkOf = (id: string) => links.find((link) => link.id === id)!;
const click = (id: string, minute: number, more: Partial<StoredFact> = {}): StoredFact =>
	({
		...{ type: 'click', id, at: at(minute), link: 'slug-of-anna', visitor: 'v', voided: false },
		...more,
	}) as StoredFact;

describe('names in a replay file', () => {
	it('number facts by instant, then id, so that they count in the order that they had', () => {
		const names = new ReplayNames(pseudonyms);
		const { facts } = names.name('p-1', [click('b', 2), click('z', 1), click('a', 2)], linkOf);
		expect(facts.map((fact) => [fact.id, 'at' in fact && fact.at])).toEqual([
			['f000000001', at(1)],
			['f000000002', at(2)],
			['f000000003', at(2)],
		]);
		const more = names.name('p-2', [click('c', 0)], linkOf);
		expect(more.facts[0]?.id).toBe('f000000004');
		expect(names.facts).toBe(4);
	});

	it('put a void behind what it takes out, and links and posts under numbers of their own', () => {
		const names = new ReplayNames(pseudonyms);
		const facts = [
			click('x', 1, { voided: true }),
			click('y', 2, { link: 'another' } as Partial<StoredFact>),
			{ type: 'adjustment', id: 'why', at: at(3), points: -4, voided: false } as const,
		];
		const named = names.name('p-1', facts, linkOf);
		expect(named.facts.map(({ type, id }) => [type, id])).toEqual([
			['click', 'f000000001'],
			['void', 'x000000001'],
			['click', 'f000000002'],
			['adjustment', 'f000000003'],
		]);
		expect(named.facts[1]).toMatchObject({ fact: 'f000000001' });
		expect(named.links).toEqual([
			{ ...links[0], id: 'l1', person: 'p-1', post: 'post-1' },
			{ ...links[1], id: 'l2', person: 'p-1', post: 'post-2' },
		]);
		expect(JSON.stringify(named)).not.toMatch(/anna|story|slug|"v"|why/);
	});

	it('keep clicks without a visitor apart', () => {
		const names = new ReplayNames(pseudonyms);
		const none = { visitor: null } as Partial<StoredFact>;
		const { facts } = names.name('p-1', [click('a', 1, none), click('b', 2, none)], linkOf);
		const visitors = facts.map((fact) => fact.type === 'click' && fact.visitor);
		expect(new Set(visitors).size).toBe(2);
	});
});

describe('people and rules in a replay file', () => {
	const rules = rulesSchema.parse({
		...{ startsAt: '2026-10-05T00:00:00Z', endsAt: '2026-10-12T00:00:00Z', timeZone: 'UTC' },
		metrics: { click: { points: 1 } },
		exclude: { people: ['anna'], teams: ['Board'], groups: ['leadership'] },
		...{ brackets: 'office', mostImproved: true, freezeAt: '2026-10-10T00:00:00Z' },
	});

	it('are told by pseudonym, with only the groups that decide who competes', () => {
		const person = { externalId: 'anna', team: 'Board', groups: ['union', 'leadership'] };
		const told = replayPerson(person, rules, pseudonyms);
		expect(told).toEqual({
			...{ id: pseudonyms.person('anna'), name: pseudonyms.person('anna') },
			...{ team: pseudonyms.team('Board'), groups: ['leadership'] },
		});
		const inFile = replayRules(rules, { slug: 'cup', dedupeHours: 12 }, pseudonyms);
		expect(inFile).toMatchObject({
			...{ id: 'cup', dedupeHours: 12, freezeAt: '2026-10-10T00:00:00.000Z' },
			exclude: { people: [told.id], teams: [told.team], groups: ['leadership'] },
		});
		expect(Object.keys(inFile)).not.toContain('brackets');
		expect(Object.keys(inFile)).not.toContain('mostImproved');
	});

	it('are told with what they hold of what the rules ask for, since when, and nothing more', () => {
		const person = { externalId: 'anna', team: 'Board', groups: [] };
		const held = { guidelines: at(1), certificate: at(2), disclosure: undefined };
		const told = (requires: Rules['requires']) =>
			replayPerson(person, { ...rules, requires }, pseudonyms, held);
		expect(told(['certificate', 'disclosure'])).toMatchObject({
			held: { certificate: '2026-10-06T09:02:00.000Z' },
		});
		expect(Object.keys(told(['certificate']).held ?? {})).toEqual(['certificate']);
		for (const nothing of [undefined, [], ['disclosure' as const]]) {
			expect(told(nothing)).not.toHaveProperty('held');
		}
		const asking = { ...rules, requires: ['certificate' as const] };
		const inFile = replayRules(asking, { slug: 'cup', dedupeHours: 24 }, pseudonyms);
		expect(inFile).toMatchObject({ requires: ['certificate'] });
	});
});

describe('the writer', () => {
	it('writes one JSON object, hashes what it wrote, and the facts’ lines alone', () => {
		let text = '';
		const writer = new ReplayWriter((piece) => (text += piece));
		const names = new ReplayNames(pseudonyms);
		const one = names.name('p-1', [click('a', 1), click('b', 2, { voided: true })], linkOf);
		const two = names.name('p-2', [click('c', 3)], linkOf);
		writer.begin({ id: 'cup' }, [{ id: 'p-1' }, { id: 'p-2' }]);
		writer.facts(one.facts);
		writer.facts([]);
		writer.facts(two.facts);
		writer.end([...one.links, ...two.links], [{ rank: 1, reachedAt: at(3) }]);
		const parsed = JSON.parse(text);
		expect(parsed.facts).toHaveLength(4);
		expect(parsed).toMatchObject({ people: [{}, {}], links: [{ id: 'l1' }, { id: 'l2' }] });
		expect(parsed.expected).toEqual([{ rank: 1, reachedAt: at(3).toISOString() }]);
		const bytes = Buffer.from(text);
		expect(writer.hashes()).toEqual({
			sha256: createHash('sha256').update(bytes).digest('hex'),
			factsDigest: digestOf(parsed.facts),
			bytes: bytes.length,
		});
	});

	it('writes a file without facts that is still JSON', () => {
		let text = '';
		const writer = new ReplayWriter((piece) => (text += piece));
		writer.begin({ id: 'cup' }, []);
		writer.end([], []);
		expect(JSON.parse(text)).toEqual({
			...{ contest: { id: 'cup' }, people: [], facts: [], links: [], expected: [] },
		});
	});
});
