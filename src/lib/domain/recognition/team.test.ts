import { describe, expect, it } from 'vitest';
import { teamLists, type Member } from './team.ts';

const member = (name: string, over: Partial<Member> = {}): Member => ({
	...{ externalId: name, name, avatarSeed: name, firstShare: false, thanked: false },
	...{ clicks: 0, clicksBefore: 0, weeks: 0, reasons: [] },
	...over,
});
const names = (list: Member[]) => list.map(({ name }) => name);
const steady = { kind: 'steady', weeks: 4 } as const;
const leads = (count: number) =>
	({ kind: 'conversions', of: 'lead', name: 'Lead', count, title: 'x' }) as const;
const lead = leads(1);
const several = (count: number, name: string, over: (index: number) => Partial<Member>) =>
	Array.from({ length: count }, (_, index) => member(`${name} ${index}`, over(index)));

describe('a manager’s team', () => {
	it('lists nobody for what they didn’t do', () => {
		const lists = teamLists([member('Quiet'), member('Ana', { weeks: 1, clicks: 2 })]);
		expect(JSON.stringify(lists)).not.toContain('Quiet');
		expect(names(lists.active)).toEqual(['Ana']);
	});

	it('thanks both the steady and those whose single posts move people, who was just thanked last', () => {
		const lists = teamLists([
			member('Steady', { reasons: [steady] }),
			member('Thanked', { reasons: [lead, steady], thanked: true }),
			member('Single', { reasons: [lead] }),
		]);
		expect(names(lists.deserving)).toEqual(['Single', 'Steady', 'Thanked']);
	});

	it('names eight at most, those whose posts went furthest first', () => {
		const { deserving } = teamLists(several(20, 'Lead', (n) => ({ reasons: [leads(n + 1)] })));
		expect(names(deserving)).toEqual(
			[19, 18, 17, 16, 15, 14, 13, 12].map((index) => `Lead ${index}`),
		);
	});

	it('keeps three places for who is there week after week, the most constant first', () => {
		const lists = teamLists([
			...several(9, 'Lead', () => ({ reasons: [lead] })),
			member('Three weeks', { reasons: [steady], weeks: 3, clicks: 90 }),
			...several(3, 'Steady', () => ({ reasons: [steady], weeks: 4 })),
		]);
		expect(names(lists.deserving)).toEqual([
			...['Lead 0', 'Lead 1', 'Lead 2', 'Lead 3', 'Lead 4'],
			...['Steady 0', 'Steady 1', 'Steady 2'],
		]);
	});

	it('gives places that one kind has no use for to the other', () => {
		const posts = several(9, 'Lead', () => ({ reasons: [lead] }));
		const constant = several(9, 'Steady', () => ({ reasons: [steady], weeks: 4 }));
		const count = (members: Member[]) => teamLists(members).deserving.length;
		expect([posts, constant, [...posts.slice(0, 2), ...constant]].map(count)).toEqual([8, 8, 8]);
		expect(names(teamLists([...posts, constant[0]!]).deserving)).toContain('Steady 0');
	});

	it('names each once, also whose single posts move people week after week', () => {
		const both = several(12, 'Both', () => ({ reasons: [lead, steady], weeks: 4 }));
		const shown = names(teamLists(both).deserving);
		expect(new Set(shown).size).toBe(8);
		expect(shown).toHaveLength(8);
	});

	it('leaves out who was just thanked where others still wait', () => {
		const lists = teamLists([
			...several(9, 'Thanked', () => ({ reasons: [leads(5), steady], thanked: true, weeks: 4 })),
			...several(8, 'Waiting', () => ({ reasons: [lead, steady], weeks: 3 })),
		]);
		expect(lists.deserving.every(({ thanked }) => !thanked)).toBe(true);
	});

	it('calls rising who brought twice as many as before, and more than chance', () => {
		const lists = teamLists([
			member('Few', { clicks: 5, clicksBefore: 0 }),
			member('Twice', { clicks: 8, clicksBefore: 4 }),
			member('More', { clicks: 30, clicksBefore: 4 }),
			member('Less', { clicks: 8, clicksBefore: 5 }),
		]);
		expect(names(lists.rising)).toEqual(['More', 'Twice']);
	});

	it('names who shared for the first time, whatever it brought', () => {
		expect(names(teamLists([member('New', { firstShare: true })]).firstTime)).toEqual(['New']);
	});
});
