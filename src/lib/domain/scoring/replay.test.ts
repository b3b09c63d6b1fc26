import { describe, expect, it } from 'vitest';
import { replay, replaySchema } from './replay.ts';

const file = {
	contest: {
		id: 'autumn',
		startsAt: '2026-10-01T00:00:00Z',
		endsAt: '2026-10-11T00:00:00Z',
		timeZone: 'UTC',
		metrics: { click: { points: 1 }, comment: { points: 3, dailyCap: 4 } },
		freezeAt: '2026-10-08T00:00:00Z',
		dedupeHours: 12,
	},
	people: [
		{ id: 'anna', name: 'Anna', team: 'blue', groups: [] },
		{ id: 'bo', name: 'Bo', team: 'blue', groups: [] },
	],
	links: [
		{ id: 'l1', person: 'anna', post: 'x', network: 'linkedin', sharedAt: '2026-10-01T08:00:00Z' },
		{ id: 'l2', person: 'bo', post: 'x', network: 'linkedin', sharedAt: '2026-10-01T08:00:00Z' },
		{ id: 'l3', person: 'gone', post: 'x', network: 'x', sharedAt: '2026-10-01T08:00:00Z' },
	],
	facts: [
		{ type: 'click', id: '1', link: 'l1', at: '2026-10-02T00:00:00Z', visitor: 'v' },
		{ type: 'click', id: '2', link: 'l1', at: '2026-10-02T12:00:00Z', visitor: 'v' },
		{ type: 'click', id: '3', link: 'l1', at: '2026-10-02T13:00:00Z', visitor: 'v' },
		{
			type: 'reading',
			id: '4',
			link: 'l2',
			at: '2026-10-08T00:00:00Z',
			metric: 'comment',
			total: 6,
		},
		{
			type: 'reading',
			id: '5',
			link: 'l2',
			at: '2026-10-07T00:00:00Z',
			metric: 'reach',
			total: 900,
		},
		{ type: 'conversion', id: '6', link: 'l2', at: '2026-10-07T00:00:00Z' },
		{ type: 'click', id: '7', link: 'l3', at: '2026-10-02T12:00:00Z', visitor: 'v' },
		{ type: 'click', id: '8', link: 'nowhere', at: '2026-10-02T12:00:00Z', visitor: 'v' },
		{ type: 'adjustment', id: '9', person: 'bo', at: '2026-10-09T00:00:00Z', points: -1 },
		{ type: 'adjustment', id: '10', person: 'gone', at: '2026-10-09T00:00:00Z', points: 9 },
		{ type: 'click', id: '11', link: 'l2', at: '2026-10-03T00:00:00Z', visitor: 'v' },
		{ type: 'void', id: '12', link: 'l2', from: '2026-10-03T00:00:00Z' },
	],
};
const anna = {
	rank: 2,
	person: 'anna',
	points: 2,
	clicks: 2,
	engagement: 0,
	conversions: 0,
	reachedAt: '2026-10-02T12:00:00.000Z',
};

describe('a replay file', () => {
	it('gives the owner’s table', () => {
		expect(replay(replaySchema.parse(file))).toEqual([
			{
				rank: 1,
				person: 'bo',
				points: 11,
				clicks: 0,
				engagement: 4,
				conversions: 0,
				reachedAt: '2026-10-08T00:00:00.000Z',
			},
			anna,
		]);
	});

	it('gives the public table at the rules’ own freeze, or at another', () => {
		const parsed = replaySchema.parse(file);
		expect(replay(parsed, 'public')).toEqual([{ ...anna, rank: 1 }]);
		expect(replay(parsed, 'public', null)).toEqual(replay(parsed));
		expect(replay(parsed, 'public', new Date('2026-10-02T12:00:00Z'))).toEqual([
			{ ...anna, rank: 1, points: 1, clicks: 1, reachedAt: '2026-10-02T00:00:00.000Z' },
		]);
	});

	it('has nothing to freeze without a freeze in the rules', () => {
		const { freezeAt: _, ...contest } = file.contest;
		const parsed = replaySchema.parse({ ...file, contest });
		expect(replay(parsed, 'public')).toEqual(replay(parsed));
	});

	it('has a window of 24 hours if it names none', () => {
		const { dedupeHours: _, ...contest } = file.contest;
		const parsed = replaySchema.parse({ ...file, contest });
		expect(parsed.contest.dedupeHours).toBe(24);
		expect(replay(parsed)[1]?.clicks).toBe(1);
	});

	it('is refused with the place of the mistake', () => {
		const wrong = { ...file, contest: { ...file.contest, timeZone: 'Mars', endsAt: 'never' } };
		const issues = replaySchema.safeParse(wrong).error?.issues;
		expect(issues?.map(({ path, message }) => [path.join('.'), message])).toEqual([
			['contest.endsAt', expect.any(String)],
			['contest.timeZone', 'not a time zone of the IANA list'],
		]);
		for (const fact of [
			{ type: 'share', id: '1', link: 'l1', at: '2026-10-02T00:00:00Z' },
			{ type: 'click', id: '', link: 'l1', at: '2026-10-02T00:00:00Z', visitor: 'v' },
			{
				type: 'reading',
				id: '1',
				link: 'l1',
				at: '2026-10-02T00:00:00Z',
				metric: 'like',
				total: -1,
			},
			{ type: 'adjustment', id: '1', person: 'bo', at: '2026-10-02T00:00:00Z', points: 0.5 },
		]) {
			expect(replaySchema.safeParse({ ...file, facts: [fact] }).success).toBe(false);
		}
	});

	it('ranks by what people held before the end, publicly before the freeze', () => {
		const asking = (held: object) => {
			const [one, two] = file.people;
			return replaySchema.parse({
				...file,
				contest: { ...file.contest, requires: ['certificate'] },
				people: [{ ...one, held }, two],
			});
		};
		const ranks = (held: object, audience: 'owner' | 'public' = 'owner') =>
			replay(asking(held), audience).map(({ person, rank, points }) => [person, rank, points]);
		expect(ranks({ certificate: '2026-10-09T00:00:00Z' })).toEqual([
			['anna', 1, 2],
			['bo', null, 11],
		]);
		expect(ranks({ certificate: '2026-10-09T00:00:00Z' }, 'public')).toEqual([['anna', null, 2]]);
		expect(
			ranks({ certificate: '2026-10-11T00:00:00Z', guidelines: '2026-10-01T00:00:00Z' }),
		).toEqual([
			['bo', null, 11],
			['anna', null, 2],
		]);
		expect(() => asking({ certificate: 'once' })).toThrow();
	});
});
