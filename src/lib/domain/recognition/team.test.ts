import { describe, expect, it } from 'vitest';
import { teamLists, type Member } from './team.ts';

const member = (name: string, over: Partial<Member> = {}): Member => ({
	...{ externalId: name, name, avatarSeed: name, firstShare: false, thanked: false },
	...{ clicks: 0, clicksBefore: 0, weeks: 0, reasons: [] },
	...over,
});
const names = (list: Member[]) => list.map(({ name }) => name);
const steady = { kind: 'steady', weeks: 4 } as const;
const lead = { kind: 'conversions', what: 'lead', count: 1, title: 'x' } as const;

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
