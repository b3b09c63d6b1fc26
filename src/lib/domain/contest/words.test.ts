import { describe, expect, it } from 'vitest';
import { rulesSchema, type RulesInput } from './rules.ts';
import { rulesInWords } from './words.ts';

const box = {
	startsAt: '2026-10-01T00:00:00Z',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'Europe/Stockholm',
};
const words = (more: Partial<RulesInput> & Pick<RulesInput, 'metrics'>) =>
	rulesInWords(rulesSchema.parse({ ...box, ...more }), 24);
const keys = (...args: Parameters<typeof words>) => words(...args).map(({ key }) => key);

describe('the rules in plain words', () => {
	it('say all that plain rules have', () => {
		expect(words({ metrics: { click: { points: 1 } } })).toEqual([
			{
				key: 'box',
				params: {
					startsAt: new Date('2026-10-01T00:00:00Z'),
					endsAt: new Date('2026-11-01T00:00:00Z'),
					timeZone: 'Europe/Stockholm',
				},
			},
			{ key: 'points', params: { metric: 'click', points: 1 } },
			{ key: 'not_counted', params: { metrics: ['like', 'comment', 'reshare', 'conversion'] } },
			{ key: 'sharing', params: {} },
			{ key: 'one_per_visitor', params: { hours: 24 } },
			{ key: 'posts_any', params: {} },
			{ key: 'shared_places', params: {} },
			{ key: 'settle', params: { hours: 48 } },
		]);
	});

	it('say all that rich rules have, in their order', () => {
		const sentences = words({
			metrics: {
				conversion: { points: 10, dailyCap: 5, postDailyCap: 2 },
				click: { points: 2, postDailyCap: 7 },
				like: { points: 0 },
				comment: { points: 3, dailyCap: 4 },
				reshare: { points: 1 },
			},
			posts: 'shared-in-contest',
			exclude: { groups: ['leadership'], teams: ['hq'], people: ['a', 'b'] },
			minClicks: 5,
			tieBreaks: ['earliest', 'clicks'],
			freezeAt: '2026-10-25T00:00:00Z',
			settleHours: 72,
			teams: { mode: 'top', k: 3 },
		});
		expect(sentences.slice(1)).toEqual([
			{ key: 'points', params: { metric: 'click', points: 2 } },
			{ key: 'post_daily_cap', params: { metric: 'click', cap: 7 } },
			{ key: 'no_points', params: { metric: 'like' } },
			{ key: 'points', params: { metric: 'comment', points: 3 } },
			{ key: 'daily_cap', params: { metric: 'comment', cap: 4 } },
			{ key: 'points', params: { metric: 'reshare', points: 1 } },
			{ key: 'points', params: { metric: 'conversion', points: 10 } },
			{ key: 'daily_cap', params: { metric: 'conversion', cap: 5 } },
			{ key: 'post_daily_cap', params: { metric: 'conversion', cap: 2 } },
			{ key: 'sharing', params: {} },
			{ key: 'one_per_visitor', params: { hours: 24 } },
			{
				key: 'posts_shared_in_contest',
				params: { startsAt: new Date('2026-10-01T00:00:00Z'), timeZone: 'Europe/Stockholm' },
			},
			{ key: 'exclude', params: { groups: ['leadership'], teams: ['hq'], people: 2 } },
			{ key: 'min_clicks', params: { clicks: 5 } },
			{ key: 'tie_breaks', params: { order: ['earliest', 'clicks'] } },
			{ key: 'teams_top', params: { k: 3 } },
			{
				key: 'freeze',
				params: { freezeAt: new Date('2026-10-25T00:00:00Z'), timeZone: 'Europe/Stockholm' },
			},
			{ key: 'settle', params: { hours: 72 } },
		]);
	});

	it('say what a rank asks for, in one order, and nothing where it asks for nothing', () => {
		const asked = (requires: RulesInput['requires']) =>
			words({ metrics: {}, requires }).filter(({ key }) => key === 'requires');
		expect(asked(undefined)).toEqual([]);
		expect(asked([])).toEqual([]);
		expect(asked(['disclosure', 'guidelines'])).toEqual([
			{ key: 'requires', params: { requires: ['guidelines', 'disclosure'] } },
		]);
	});

	it('speak of visitors only where clicks count', () => {
		expect(keys({ metrics: { like: { points: 1 } } })).not.toContain('one_per_visitor');
	});

	it.each([
		['sum', 'teams_sum'],
		['average', 'teams_average'],
	] as const)('say that teams count by %s', (teams, key) => {
		expect(keys({ metrics: {}, teams })).toContain(key);
	});

	it('say nothing about teams when they don’t count', () => {
		expect(keys({ metrics: {}, teams: 'off' }).filter((key) => key.startsWith('teams'))).toEqual(
			[],
		);
	});

	it('say who also competes among themselves, and that improvement is compared', () => {
		const ofBrackets = (more: Partial<RulesInput>) =>
			words({ metrics: {}, ...more }).filter(({ key }) => /brackets|improved/.test(key));
		expect(ofBrackets({})).toEqual([]);
		expect(ofBrackets({ brackets: 'office' })).toEqual([{ key: 'brackets_office', params: {} }]);
		expect(ofBrackets({ brackets: 'team', mostImproved: true })).toEqual([
			{ key: 'brackets_team', params: {} },
			{ key: 'most_improved', params: {} },
		]);
		const brackets = [
			{ name: 'Juniors', groups: ['junior'] },
			{ name: 'Seniors', groups: ['senior'] },
		];
		expect(ofBrackets({ brackets })).toEqual([
			{ key: 'brackets_named', params: { names: ['Juniors', 'Seniors'] } },
		]);
	});

	it.each(['people', 'teams', 'groups'] as const)(
		'say who does not compete by %s alone',
		(kind) => {
			const sentences = words({ metrics: {}, exclude: { [kind]: ['x'] } });
			expect(sentences).toContainEqual({
				key: 'exclude',
				params: {
					groups: kind === 'groups' ? ['x'] : [],
					teams: kind === 'teams' ? ['x'] : [],
					people: kind === 'people' ? 1 : 0,
				},
			});
		},
	);
});
