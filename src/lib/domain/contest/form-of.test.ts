import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formToContest } from './form-check.ts';
import { contestToForm } from './form-of.ts';
import { newContestSchema } from './new-contest.ts';
import { REQUIREMENTS } from './requirements.ts';
import { METRICS, TIE_BREAKS } from './rules.ts';
import type { PrizeView } from './view.ts';

const from = Date.parse('2025-01-01T00:00:00Z');
const cap = fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined });
const word = fc
	.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' })
	.filter((t) => t.trim() === t && t !== '');
const metrics = fc
	.dictionary(
		fc.constantFrom(...METRICS),
		fc.record({ points: fc.integer({ min: 0, max: 1000 }), dailyCap: cap, postDailyCap: cap }),
		{ minKeys: 1, noNullPrototype: true },
	)
	.map((rules) => JSON.parse(JSON.stringify(rules)) as object);

const contests = fc
	.record({
		start: fc.integer({ min: 0, max: 3 * 366 * 86_400_000 }),
		length: fc.integer({ min: 1, max: 200 * 86_400_000 }),
		freeze: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
		timeZone: fc.constantFrom('Europe/Stockholm', 'America/St_Johns', 'Asia/Kolkata', 'UTC'),
		name: word,
		metrics,
		posts: fc.constantFrom('any', 'shared-in-contest'),
		exclude: fc.record({
			people: fc.array(word, { maxLength: 3 }),
			teams: fc.array(word, { maxLength: 3 }),
			groups: fc.array(word, { maxLength: 3 }),
		}),
		minClicks: fc.integer({ min: 0, max: 1_000_000 }),
		tieBreaks: fc.shuffledSubarray([...TIE_BREAKS]),
		requires: fc.option(fc.shuffledSubarray([...REQUIREMENTS], { minLength: 1 }), {
			nil: undefined,
		}),
		settleHours: fc.integer({ min: 0, max: 2160 }),
		teams: fc.oneof(
			fc.constantFrom('off', 'sum', 'average'),
			fc.record({ mode: fc.constant('top'), k: fc.integer({ min: 1, max: 1000 }) }),
		),
		brackets: fc.oneof(
			fc.constantFrom('off', 'office', 'team'),
			fc.uniqueArray(
				fc.record({ name: word, groups: fc.array(word, { minLength: 1, maxLength: 3 }) }),
				{ minLength: 1, maxLength: 3, selector: ({ name }) => name },
			),
		),
		mostImproved: fc.boolean(),
	})
	.map(({ start, length, freeze, ...rest }) => {
		const at = (ms: number) => new Date(from + ms).toISOString();
		return {
			...rest,
			startsAt: at(start),
			endsAt: at(start + length),
			...(freeze === null ? {} : { freezeAt: at(start + Math.floor(freeze * length)) }),
		};
	});

describe('a contest in the form', () => {
	it('is the same contest when it comes out again, to the millisecond', () => {
		fc.assert(
			fc.property(contests, ({ name, ...rules }) => {
				const back = formToContest(contestToForm({ name, rules: rules as never, prizes: [] }));
				expect(back).toMatchObject({ ok: true });
				expect(back.ok && newContestSchema.parse(back.contest)).toEqual(
					newContestSchema.parse({ name, ...rules }),
				);
			}),
		);
	});

	it('keeps every kind of prize', () => {
		const none: Omit<PrizeView, 'kind' | 'name'> = {
			...{ id: 'x', value: null, currency: null, fromPlace: null, toPlace: null },
			...{ minPoints: null, winners: null, excludePlaceWinners: false, ranking: 'main' },
			...{ bracket: null, description: null, stock: null, picture: null },
		};
		const prizes: PrizeView[] = [
			{
				...none,
				kind: 'place',
				name: 'Cup',
				fromPlace: 1,
				toPlace: 1,
				value: '99.50',
				currency: 'EUR',
			},
			{
				...none,
				kind: 'place',
				name: 'Mugs',
				fromPlace: 2,
				toPlace: 5,
				stock: 4,
				description: 'Blue.',
			},
			{
				...none,
				kind: 'threshold',
				name: 'Tee',
				minPoints: 0,
				ranking: 'bracket',
				bracket: 'Pune',
			},
			{ ...none, kind: 'draw', name: 'Trip', minPoints: 10, winners: 2, excludePlaceWinners: true },
			{ ...none, kind: 'place', name: 'Rise', fromPlace: 1, toPlace: 2, ranking: 'improved' },
		];
		const form = contestToForm({
			name: 'Autumn',
			rules: {
				startsAt: '2026-10-01T00:00:00Z',
				endsAt: '2026-11-01T00:00:00Z',
				timeZone: 'UTC',
				metrics: { click: { points: 1 } },
				brackets: 'office',
				mostImproved: true,
			},
			prizes,
		});
		expect(form.prizes[0]).toMatchObject({ fromPlace: '1', toPlace: '', value: '99.50' });
		const checked = formToContest(form);
		expect(checked.ok && checked.contest.prizes).toEqual([
			{
				kind: 'place',
				name: 'Cup',
				fromPlace: 1,
				value: '99.50',
				currency: 'EUR',
				ranking: 'main',
			},
			{
				kind: 'place',
				name: 'Mugs',
				fromPlace: 2,
				toPlace: 5,
				stock: 4,
				description: 'Blue.',
				ranking: 'main',
			},
			{ kind: 'threshold', name: 'Tee', minPoints: 0, ranking: 'bracket', bracket: 'Pune' },
			{
				kind: 'draw',
				name: 'Trip',
				minPoints: 10,
				winners: 2,
				excludePlaceWinners: true,
				ranking: 'main',
			},
			{ kind: 'place', name: 'Rise', fromPlace: 1, toPlace: 2, ranking: 'improved' },
		]);
	});
});
