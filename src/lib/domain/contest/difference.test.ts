import { describe, expect, it } from 'vitest';
import { prizesDifference, rulesDifference, samePrizes } from './difference.ts';
import { prizeSchema } from './new-contest.ts';
import { rulesSchema, type RulesInput } from './rules.ts';

const base: RulesInput = {
	startsAt: '2026-10-01T00:00:00Z',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'UTC',
	metrics: { click: { points: 1 } },
};
const between = (before: Partial<RulesInput>, after: Partial<RulesInput>) =>
	rulesDifference(
		rulesSchema.parse({ ...base, ...before }),
		rulesSchema.parse({ ...base, ...after }),
	);
const keys = (...both: Parameters<typeof between>) =>
	between(...both).map(({ before, after }) => [before?.key ?? null, after?.key ?? null]);

describe('the difference between two versions of rules', () => {
	it('is nothing where they mean the same', () => {
		expect(between({}, {})).toEqual([]);
		expect(between({ minClicks: 0, teams: 'off' }, {})).toEqual([]);
	});

	it('names what a rule said and what it says', () => {
		expect(between({}, { metrics: { click: { points: 2 } } })).toEqual([
			{
				key: 'points',
				before: { key: 'points', params: { metric: 'click', points: 1 } },
				after: { key: 'points', params: { metric: 'click', points: 2 } },
			},
		]);
	});

	it('puts the same kind of rule side by side', () => {
		expect(keys({}, { metrics: { click: { points: 0 } } })).toEqual([['points', 'no_points']]);
		expect(keys({ teams: 'sum' }, { teams: { mode: 'top', k: 3 } })).toEqual([
			['teams_sum', 'teams_top'],
		]);
		expect(keys({ posts: 'any' }, { posts: 'shared-in-contest' })).toEqual([
			['posts_any', 'posts_shared_in_contest'],
		]);
		expect(keys({}, { tieBreaks: ['clicks'] })).toEqual([['shared_places', 'tie_breaks']]);
		expect(keys({ brackets: 'office' }, { brackets: 'team' })).toEqual([
			['brackets_office', 'brackets_team'],
		]);
	});

	it('knows new rules and rules that are gone, these last', () => {
		expect(keys({ minClicks: 5 }, { freezeAt: '2026-10-30T00:00:00Z' })).toEqual([
			[null, 'freeze'],
			['min_clicks', null],
		]);
		const capped = { metrics: { click: { points: 1, dailyCap: 5, postDailyCap: 2 } } };
		expect(keys(capped, {})).toEqual([
			['daily_cap', null],
			['post_daily_cap', null],
		]);
	});

	it('notices one excluded person for another, and a bracket’s other groups', () => {
		const without = (person: string) => ({ exclude: { people: [person], teams: [], groups: [] } });
		expect(keys(without('ana'), without('bo'))).toEqual([['exclude', 'exclude']]);
		const bracket = (group: string) => ({ brackets: [{ name: 'Young', groups: [group] }] });
		expect(keys(bracket('a'), bracket('b'))).toEqual([['brackets_named', 'brackets_named']]);
	});

	it('says a moved start once', () => {
		const posts = { posts: 'shared-in-contest' } as const;
		expect(keys(posts, { ...posts, startsAt: '2026-10-02T00:00:00Z' })).toEqual([['box', 'box']]);
	});
});

describe('the difference between two lists of prizes', () => {
	const cup = prizeSchema.parse({ kind: 'place', name: 'Cup', fromPlace: 1 });
	const mug = prizeSchema.parse({ kind: 'threshold', name: 'Mug', minPoints: 50 });
	const trip = prizeSchema.parse({ kind: 'draw', name: 'Trip', winners: 1 });

	it('is nothing where they are the same, however they are written', () => {
		const written = prizeSchema.parse({
			...{ kind: 'place', name: 'Cup', fromPlace: 1, toPlace: 1 },
			...{ value: null, currency: null, description: null, picture: null, stock: null },
		});
		expect(prizesDifference([cup, mug], [written, mug])).toEqual([]);
		expect(samePrizes([cup, mug], [written, mug])).toBe(true);
		const worth = (value: string) => prizeSchema.parse({ ...cup, value, currency: 'EUR' });
		expect(prizesDifference([worth('5')], [worth('5.00')])).toEqual([]);
	});

	it('names what is new, gone and changed', () => {
		const better = { ...cup, name: 'Big cup' };
		expect(prizesDifference([cup, mug], [better, trip])).toEqual([
			{ before: cup, after: better },
			{ before: null, after: trip },
			{ before: mug, after: null },
		]);
	});

	it('knows a prize again by what it is won by, then by its name', () => {
		const cheaper = { ...mug, minPoints: 40 };
		expect(prizesDifference([mug, trip], [cheaper, trip])).toEqual([
			{ before: mug, after: cheaper },
		]);
		const [first, second] = [1, 2].map((fromPlace) => ({ ...cup, fromPlace }));
		expect(prizesDifference([first!], [second!, first!])).toEqual([
			{ before: null, after: second },
		]);
	});

	it('is nothing to read when only the order changed, which is another list all the same', () => {
		expect(prizesDifference([cup, mug], [mug, cup])).toEqual([]);
		expect(samePrizes([cup, mug], [mug, cup])).toBe(false);
		expect(samePrizes([cup], [cup, mug])).toBe(false);
	});
});
