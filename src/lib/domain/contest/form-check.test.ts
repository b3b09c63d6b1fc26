import { describe, expect, it } from 'vitest';
import { formToContest } from './form-check.ts';
import { blankForm, blankPrize, formSchema, type ContestForm, type PrizeRow } from './form.ts';

const good: ContestForm = {
	...blankForm('Europe/Stockholm'),
	name: 'Autumn',
	startsAt: '2026-10-01T00:00',
	endsAt: '2027-01-01T00:00',
};
const form = (more: Partial<ContestForm>): ContestForm => ({ ...good, ...more });
const prize = (more: Partial<PrizeRow>): PrizeRow => ({
	...blankPrize(),
	name: 'Cup',
	fromPlace: '1',
	...more,
});
const click = (more: Partial<ContestForm['metrics']['click']>) => ({
	metrics: { ...good.metrics, click: { ...good.metrics.click, ...more } },
});
const problems = (more: Partial<ContestForm>) => {
	const checked = formToContest(form(more));
	return checked.ok ? [] : checked.problems.map(({ path, key }) => `${path}: ${key}`);
};
const own = (...rows: ContestForm['brackets']['own']): Partial<ContestForm> => ({
	brackets: { mode: 'own', own: rows },
});
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}`);

describe('a form', () => {
	it('that asks for something asks for each once, and has no such rule where it asks for nothing', () => {
		const made = (requires: ContestForm['requires']) => {
			const checked = formToContest(form({ requires }));
			return checked.ok && ('requires' in checked.contest ? checked.contest.requires : 'no rule');
		};
		expect(made([])).toBe('no rule');
		expect(made(['certificate', 'certificate', 'guidelines'])).toEqual([
			'certificate',
			'guidelines',
		]);
	});

	it('that is filled in becomes a contest, its local times instants', () => {
		const checked = formToContest(form({ freezeAt: '2026-12-29T00:00' }));
		expect(checked).toMatchObject({
			ok: true,
			contest: {
				name: 'Autumn',
				startsAt: '2026-09-30T22:00:00.000Z',
				endsAt: '2026-12-31T23:00:00.000Z',
				freezeAt: '2026-12-28T23:00:00.000Z',
				timeZone: 'Europe/Stockholm',
				metrics: { click: { points: 1 } },
				settleHours: 48,
				teams: 'off',
				brackets: 'off',
				prizes: [],
			},
		});
	});

	it('that is blank lacks a name and its dates, and says so at once', () => {
		const checked = formToContest(blankForm('UTC'));
		expect(!checked.ok && checked.problems.map(({ path, key }) => [path, key])).toEqual([
			['name', 'missing'],
			['startsAt', 'missing'],
			['endsAt', 'missing'],
		]);
	});

	it.each<[string, Partial<ContestForm>]>([
		['endsAt: end_before_start', { endsAt: '2026-09-01T00:00' }],
		['endsAt: end_before_start', { endsAt: good.startsAt }],
		['freezeAt: freeze_outside', { freezeAt: '2026-09-30T23:59' }],
		['freezeAt: freeze_outside', { freezeAt: '2027-01-01T00:01' }],
		['freezeAt: not_a_time', { freezeAt: 'soon' }],
		['startsAt: not_a_time', { startsAt: '2026-02-30T00:00' }],
		['timeZone: unknown_zone', { timeZone: 'Mars/Olympus' }],
		['timeZone: missing', { timeZone: ' ' }],
		['metrics.click.dailyCap: cap_zero', click({ dailyCap: '0' })],
		['metrics.click.postDailyCap: cap_zero', click({ postDailyCap: '00' })],
		['metrics.click.dailyCap: out_of_range', click({ dailyCap: '1000001' })],
		['metrics.click.dailyCap: not_whole', click({ dailyCap: '2.5' })],
		['metrics.click.points: missing', click({ points: '' })],
		['metrics.click.points: out_of_range', click({ points: '-1' })],
		['metrics: nothing_counts', click({ counts: false })],
		['name: too_long', { name: 'x'.repeat(201) }],
		['minClicks: out_of_range', { minClicks: '-1' }],
		['settleHours: missing', { settleHours: '' }],
		['settleHours: out_of_range', { settleHours: '2161' }],
		['tieBreaks: tie_break_twice', { tieBreaks: ['clicks', 'clicks'] }],
		['teams.k: missing', { teams: { mode: 'top', k: '' } }],
		['teams.k: out_of_range', { teams: { mode: 'top', k: '0' } }],
		['exclude.teams: too_long', { exclude: { people: [], teams: ['x'.repeat(201)], groups: [] } }],
		['brackets.own: brackets_missing', { brackets: { mode: 'own', own: [] } }],
		[
			'brackets.own.0.groups: bracket_without_groups',
			{ brackets: { mode: 'own', own: [{ name: 'A', groups: [''] }] } },
		],
		[
			'brackets.own.1.name: bracket_twice',
			{
				brackets: {
					mode: 'own',
					own: [
						{ name: 'A', groups: ['x'] },
						{ name: ' A ', groups: ['y'] },
					],
				},
			},
		],
		['prizes.0.name: missing', { prizes: [prize({ name: ' ' })] }],
		['prizes.0.fromPlace: missing', { prizes: [prize({ fromPlace: '' })] }],
		['prizes.0.fromPlace: out_of_range', { prizes: [prize({ fromPlace: '0' })] }],
		['prizes.0.toPlace: places_backwards', { prizes: [prize({ fromPlace: '3', toPlace: '2' })] }],
		['prizes.0.stock: out_of_range', { prizes: [prize({ stock: '0' })] }],
		['prizes.0.currency: value_without_currency', { prizes: [prize({ value: '5' })] }],
		['prizes.0.value: currency_without_value', { prizes: [prize({ currency: 'EUR' })] }],
		['prizes.0.value: not_money', { prizes: [prize({ value: '1,5', currency: 'EUR' })] }],
		['prizes.0.currency: unknown_currency', { prizes: [prize({ value: '5', currency: 'XQX' })] }],
		['prizes.0.picture: picture_unknown', { prizes: [prize({ picture: 'cat.png' })] }],
		['prizes.0.ranking: improved_off', { prizes: [prize({ ranking: 'improved' })] }],
		['prizes.0.bracket: missing', { prizes: [prize({ ranking: 'bracket' })] }],
		[
			'prizes.0.bracket: bracket_unknown',
			{ prizes: [prize({ ranking: 'bracket', bracket: 'Pune' })] },
		],
		['prizes.0.minPoints: missing', { prizes: [prize({ kind: 'threshold' })] }],
		['prizes.0.winners: missing', { prizes: [prize({ kind: 'draw' })] }],
		[
			'prizes: too_many',
			{ prizes: Array.from({ length: 101 }, (_, i) => prize({ fromPlace: `${i + 1}` })) },
		],
		['brackets.own.0.name: missing', own({ name: ' ', groups: ['x'] })],
		['brackets.own.0.groups: too_many', own({ name: 'A', groups: numbered(101) })],
		['brackets.own: too_many', own(...numbered(51).map((name) => ({ name, groups: ['x'] })))],
		['brackets.own.0.groups.0: invalid', own({ name: 'A', groups: ['x'.repeat(201)] })],
		['exclude.people: invalid', { exclude: { people: numbered(10_001), teams: [], groups: [] } }],
		[
			'prizes.0.bracket: bracket_unknown',
			{
				...own({ name: 'Pune', groups: ['x'] }),
				prizes: [prize({ ranking: 'bracket', bracket: 'Lund' })],
			},
		],
	])('is refused with %s', (expected, more) => {
		expect(problems(more)).toEqual([expected]);
	});

	it('that only the strict schema refuses says why, at its name where no field is to blame', () => {
		const exclude = { people: ['\ud800'], teams: [], groups: [] };
		expect(formToContest(form({ exclude }))).toEqual({
			ok: false,
			problems: [
				{
					path: 'name',
					key: 'invalid',
					params: {},
					message: 'holds text that is not well-formed',
				},
			],
		});
	});

	it('may give a prize in a bracket of its own, with a picture', () => {
		const picture = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';
		const checked = formToContest(
			form({
				...own({ name: ' Pune ', groups: ['x'] }),
				prizes: [prize({ ranking: 'bracket', bracket: 'Pune', picture: ` ${picture} ` })],
			}),
		);
		expect(checked).toMatchObject({
			ok: true,
			contest: { prizes: [{ ranking: 'bracket', bracket: 'Pune', picture }] },
		});
	});

	it('names every problem at once, with a sentence', () => {
		const checked = formToContest(form({ name: '', timeZone: 'x', ...click({ dailyCap: '0' }) }));
		const found = checked.ok ? [] : checked.problems;
		expect(found.map(({ path }) => path)).toEqual(['name', 'timeZone', 'metrics.click.dailyCap']);
		expect(found.at(-1)?.message).toBe(
			'A cap of 0 would count nothing. Leave it empty for no cap.',
		);
	});

	it('keeps what is typed into fields that do not hold: a metric that does not count, a bracket that is off', () => {
		expect(
			problems({
				metrics: { ...good.metrics, like: { ...good.metrics.like, dailyCap: '0' } },
				brackets: { mode: 'off', own: [{ name: '', groups: [] }] },
				teams: { mode: 'sum', k: 'x' },
			}),
		).toEqual([]);
	});
});

describe('prize places that overlap', () => {
	const overlaps = (...rows: Partial<PrizeRow>[]) =>
		problems({
			mostImproved: true,
			brackets: { mode: 'office', own: [] },
			prizes: rows.map((row, i) => prize({ name: `Prize ${i + 1}`, ...row })),
		});

	it('are refused at the later row, by the name of the other', () => {
		const checked = formToContest(
			form({
				prizes: [
					prize({ name: 'Podium', fromPlace: '1', toPlace: '3' }),
					prize({ name: 'Third', fromPlace: '3', toPlace: '5' }),
				],
			}),
		);
		expect(!checked.ok && checked.problems).toEqual([
			{
				path: 'prizes.1.fromPlace',
				key: 'places_overlap',
				params: { name: 'Podium' },
				message: '“Podium” is already given for one of these places.',
			},
		]);
		expect(overlaps({ fromPlace: '2' }, { fromPlace: '1', toPlace: '9' })).toHaveLength(1);
		expect(overlaps({ fromPlace: '2' }, { fromPlace: '2' }, { fromPlace: '2' })).toHaveLength(2);
	});

	it('are none side by side, nor in tables of their own', () => {
		expect(
			overlaps({ fromPlace: '1' }, { fromPlace: '2', toPlace: '3' }, { fromPlace: '4' }),
		).toEqual([]);
		expect(overlaps({}, { ranking: 'improved' })).toEqual([]);
		expect(
			overlaps(
				{},
				{ ranking: 'bracket', bracket: 'Pune' },
				{ ranking: 'bracket', bracket: 'Lund' },
			),
		).toEqual([]);
		expect(overlaps({}, { kind: 'threshold', minPoints: '5' })).toEqual([]);
	});

	it('are refused within one bracket and within the most improved', () => {
		const bracket = { ranking: 'bracket', bracket: 'Pune' } as const;
		expect(overlaps(bracket, bracket)).toEqual(['prizes.1.fromPlace: places_overlap']);
		expect(overlaps({ ranking: 'improved' }, { ranking: 'improved' })).toHaveLength(1);
	});
});

describe('the form’s shape', () => {
	it('takes anything that was typed and fills in what is missing', () => {
		expect(formSchema.parse({ startsAt: 'whenever' })).toMatchObject({
			startsAt: 'whenever',
			name: '',
			metrics: { conversion: { counts: false, points: '' } },
			prizes: [],
		});
	});

	it('knows no other field', () => {
		const refused = (more: object) => formSchema.safeParse(more).error?.issues[0];
		expect(refused({ colour: 'red' })).toMatchObject({ code: 'unrecognized_keys' });
		expect(refused({ metrics: { share: {} } })).toMatchObject({ path: ['metrics'] });
		expect(refused({ prizes: [{ luck: 1 }] })).toMatchObject({ path: ['prizes', 0] });
		expect(refused({ name: 'a\0' })).toMatchObject({ path: ['name'] });
	});
});
