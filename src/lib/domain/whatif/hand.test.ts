import { describe, expect, it } from 'vitest';
import { rulesSchema, type RulesInput } from '../contest/rules.ts';
import { HAND_FIELDS, handFieldOf, handOf, rulesByHand } from './hand.ts';

const rules = (more: Partial<RulesInput> = {}): RulesInput => ({
	startsAt: '2026-10-01T00:00:00Z',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'UTC',
	metrics: { click: { points: 2, dailyCap: 9 }, conversion: { points: 0, postDailyCap: 3 } },
	...more,
});

describe('rules changed by hand', () => {
	it('are the rules themselves while nothing is changed', () => {
		for (const own of [
			rules(),
			rules({ minClicks: 4, posts: 'shared-in-contest' }),
			rules({ exclude: { people: ['ana'], teams: ['Sales', 'HQ'], groups: ['heads'] } }),
		]) {
			expect(rulesSchema.parse(rulesByHand(own, handOf(own)))).toEqual(rulesSchema.parse(own));
		}
	});

	it('have a text for every field of the form', () => {
		expect(Object.keys(handOf(rules())).sort()).toEqual([...HAND_FIELDS].sort());
	});

	it('ask for what is chosen, and have no such rule where nothing is', () => {
		const asking = rules({ requires: ['certificate'] });
		expect(handOf(asking)).toMatchObject({
			'requires.guidelines': 'no',
			'requires.certificate': 'yes',
		});
		const chosen = { ...handOf(asking), 'requires.disclosure': 'yes' };
		expect(rulesByHand(asking, chosen).requires).toEqual(['certificate', 'disclosure']);
		const none = rulesByHand(asking, { ...chosen, ...handOf(rules()) });
		expect(none).not.toHaveProperty('requires');
	});

	it('show what is not set as empty', () => {
		expect(handOf(rules())).toMatchObject({
			'click.points': '2',
			'click.dailyCap': '9',
			'click.postDailyCap': '',
			'conversion.points': '0',
			'like.points': '',
			minClicks: '0',
			posts: 'any',
			teams: '',
			groups: '',
		});
	});

	it('take figures, drop a metric that is emptied, and read lists by commas', () => {
		const hand = {
			...handOf(rules({ exclude: { people: ['ana'] } })),
			'click.points': ' 5 ',
			'click.dailyCap': '',
			'conversion.points': '',
			'conversion.postDailyCap': '',
			'like.points': '1',
			minClicks: '',
			posts: 'shared-in-contest',
			teams: ' Sales,HQ ,, Sales',
			groups: 'heads',
		};
		expect(rulesByHand(rules({ exclude: { people: ['ana'] } }), hand)).toEqual(
			rules({
				metrics: { click: { points: 5 }, like: { points: 1 } },
				minClicks: 0,
				posts: 'shared-in-contest',
				exclude: { people: ['ana'], teams: ['Sales', 'HQ'], groups: ['heads'] },
			}),
		);
	});

	it.each([
		['click.points', 'two'],
		['click.points', '-1'],
		['click.points', '1.5'],
		['click.points', '1000000000'],
		['click.dailyCap', '0'],
		['conversion.points', ''],
		['minClicks', 'x'],
	] as const)('are refused at %s for “%s”, and the field is found by the path', (field, text) => {
		const parsed = rulesSchema.safeParse(
			rulesByHand(rules(), { ...handOf(rules()), [field]: text }),
		);
		const paths = parsed.error!.issues.map(({ path }) => ['rules', ...path].join('.'));
		expect(paths.map(handFieldOf)).toEqual([field]);
	});

	it('know which field a path is of, if any', () => {
		expect(handFieldOf('rules.exclude.teams.0')).toBe('teams');
		expect(handFieldOf('rules.posts')).toBe('posts');
		expect(handFieldOf('rules.endsAt')).toBeUndefined();
		expect(handFieldOf('to')).toBeUndefined();
	});
});
