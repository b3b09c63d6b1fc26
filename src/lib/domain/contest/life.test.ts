import { describe, expect, it } from 'vitest';
import { DEEDS, hasStarted, lifeProblems, momentsDue, nextMoment, refusalOf } from './life.ts';
import type { ContestState } from './phase.ts';

const at = (text: string) => new Date(`2026-10-${text}:00Z`);
const rules = { startsAt: at('10T00:00'), endsAt: at('20T00:00'), settleHours: 48 };
const frozenRules = { ...rules, freezeAt: at('18T00:00') };
const state: ContestState = {
	publishedAt: at('01T00:00'),
	frozenAt: null,
	unfrozenAt: null,
	finalAt: null,
	cancelledAt: null,
};
const before = at('05T00:00');
const during = at('15T00:00');
const settling = at('21T00:00');
const settled = at('22T00:00');
const can = (over: Partial<ContestState>, now: Date, box: typeof rules = rules) =>
	DEEDS.map((deed) => refusalOf(deed, { ...state, ...over }, box, now));

describe('what an owner can do', () => {
	// publish, edit, freeze, unfreeze, cancel, finalize
	it.each<[string, Partial<ContestState>, Date, unknown[]]>([
		['a draft', { publishedAt: null }, during, [true, true, 'draft', 'draft', true, 'draft']],
		[
			'a scheduled contest',
			{},
			before,
			['published', true, 'not_started', 'not_frozen', true, 'not_started'],
		],
		['a running one', {}, during, ['published', true, true, 'not_frozen', true, 'not_ended']],
		[
			'one frozen by hand',
			{ frozenAt: at('14T00:00') },
			during,
			['published', true, 'frozen', true, true, 'not_ended'],
		],
		['a settling one', {}, settling, ['published', true, 'ended', 'not_frozen', true, 'settling']],
		[
			'one settling behind a freeze',
			{ frozenAt: at('14T00:00') },
			settling,
			['published', true, 'frozen', true, true, 'settling'],
		],
		['a settled one', {}, settled, ['published', true, 'ended', 'not_frozen', true, true]],
		['a final one', { finalAt: settled }, settled, DEEDS.map(() => 'final')],
		['a cancelled one', { cancelledAt: during }, settled, DEEDS.map(() => 'cancelled')],
	])('with %s', (_, over, now, expected) => {
		expect(can(over, now)).toEqual(expected);
	});
});

describe('what the clock brings next', () => {
	const next = (now: Date, over: Partial<ContestState> = {}) =>
		nextMoment({ ...state, ...over }, frozenRules, now)?.moment ?? null;

	it('is start, freeze, end and settled, each after the other', () => {
		expect([before, during, at('19T00:00'), settling, settled].map((now) => next(now))).toEqual([
			...['started', 'frozen', 'ended', 'settled', null],
		]);
	});

	it('is nothing for a draft, a final or a cancelled contest', () => {
		for (const over of [{ publishedAt: null }, { finalAt: settling }, { cancelledAt: before }])
			expect(next(before, over)).toBeNull();
	});

	it('is no freeze after one by hand', () => {
		expect(next(during, { frozenAt: at('14T00:00') })).toBe('ended');
	});
});

describe('what has come and is not noted', () => {
	const due = (now: Date, over: Partial<ContestState> = {}, noted: string[] = []) =>
		momentsDue({ ...state, ...over }, frozenRules, now, new Set(noted)).map(
			({ moment, news }) => `${moment}${news ? '!' : ''}`,
		);

	it('is each moment from its instant on', () => {
		expect(due(before)).toEqual([]);
		expect(due(rules.startsAt)).toEqual(['started!']);
		expect(due(at('18T00:00'), {}, ['started'])).toEqual(['frozen']);
		expect(due(rules.endsAt, {}, ['started', 'frozen'])).toEqual(['ended!']);
		expect(due(settled, {}, ['started', 'frozen', 'ended'])).toEqual(['settled']);
	});

	it('is nothing twice, also when the clock goes back and comes again', () => {
		const all = ['started', 'frozen', 'ended', 'settled'];
		for (const now of [before, during, settled, before, settled])
			expect(due(now, {}, all)).toEqual([]);
	});

	it('after a long night is everything, and people hear of the end alone', () => {
		expect(due(settled)).toEqual(['started', 'frozen', 'ended!', 'settled']);
	});

	it('is no news once it is old', () => {
		expect(due(at('11T00:00'))).toEqual(['started!']);
		expect(due(at('11T00:01'))).toEqual(['started']);
		expect(due(at('22T00:01'), {}, ['started', 'frozen'])).toEqual(['ended', 'settled']);
	});

	it('is no news of what was over when it was published or made final', () => {
		expect(due(settled, { publishedAt: settled })).toEqual([
			'started',
			'frozen',
			'ended',
			'settled',
		]);
		expect(due(settled, { finalAt: settled })).toEqual(['started', 'ended', 'settled']);
	});

	it('is nothing of drafts and cancelled contests', () => {
		expect(due(settled, { publishedAt: null })).toEqual([]);
		expect(due(settled, { cancelledAt: before })).toEqual([]);
	});

	it('starts what was published late when it was published', () => {
		const late = { ...state, publishedAt: during };
		expect(momentsDue(late, rules, during, new Set())).toEqual([
			{ moment: 'started', at: during, news: true },
		]);
	});
});

describe('other rules for a started contest', () => {
	const problems = (
		after: Partial<typeof frozenRules>,
		now = during,
		over: Partial<ContestState> = {},
		was: Partial<typeof frozenRules> = frozenRules,
	) =>
		lifeProblems(
			{ ...state, ...over },
			{ before: { ...rules, ...was }, after: { ...rules, ...was, ...after } },
			now,
		).map(({ path, key }) => `${path}: ${key}`);

	it('may move what lies ahead, and a start within what is past', () => {
		expect(problems({ endsAt: at('30T00:00'), freezeAt: at('29T00:00') })).toEqual([]);
		expect(problems({ startsAt: at('08T00:00') })).toEqual([]);
	});

	it('start it once and end it once', () => {
		expect(problems({ startsAt: at('16T00:00') })).toEqual(['startsAt: start_passed']);
		expect(problems({ endsAt: at('14T00:00') })).toEqual(['endsAt: end_passed']);
		expect(problems({ endsAt: at('30T00:00') }, settling, {}, {})).toEqual(['endsAt: ended']);
		expect(problems({ endsAt: at('19T12:00') }, settling, {}, {})).toEqual([]);
	});

	it('neither lift a freeze nor hide what was public', () => {
		expect(problems({ freezeAt: at('14T00:00') })).toEqual(['freezeAt: freeze_passed']);
		expect(problems({ freezeAt: at('19T12:00') }, at('19T00:00'))).toEqual(['freezeAt: frozen']);
		expect(problems({ freezeAt: at('17T00:00') }, at('19T00:00'))).toEqual(['freezeAt: frozen']);
		const lifted = { unfrozenAt: at('18T12:00') };
		expect(problems({}, at('19T00:00'), lifted)).toEqual([]);
		expect(problems({ freezeAt: at('19T12:00') }, at('19T00:00'), lifted)).toEqual([]);
	});

	it('are called that also when the clock went back behind the start', () => {
		expect(hasStarted(state, rules, before, new Set())).toBe(false);
		expect(hasStarted(state, rules, before, new Set(['started']))).toBe(true);
		expect(hasStarted(state, rules, during, new Set())).toBe(true);
		expect(hasStarted({ ...state, publishedAt: null }, rules, during, new Set())).toBe(false);
		expect(problems({}, before)).toEqual([]);
	});
});
