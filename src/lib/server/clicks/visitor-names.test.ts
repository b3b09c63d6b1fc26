import { describe, expect, it } from 'vitest';
import { groupsOf, judgeVisitor, type Known } from './visitor-names.ts';

const HOUR = 3_600_000;
const MIDNIGHT = Date.parse('2026-05-05T00:00:00.000Z');
const at = (hours: number) => new Date(MIDNIGHT + hours * HOUR);
const LINK = '0190a0a0-0000-7000-8000-000000000001';

describe('clicks of one visitor', () => {
	/** As the door names them: by the day, the one before and the one after. */
	const click = (who: string, day: number) => ({
		...{ linkId: LINK, at: at(day * 24 + 8), visitor: `${who}${day}` },
		...{ earlier: `${who}${day - 1}`, later: `${who}${day + 1}` },
	});
	const days = (clicks: ReturnType<typeof click>[]) =>
		groupsOf(clicks).map((group) => group.clicks.map(({ visitor }) => visitor).sort());

	it('are known by a name that they share', () => {
		expect(days([click('a', 1), click('b', 1), click('a', 2)])).toEqual([['a1', 'a2'], ['b1']]);
	});

	it('may share none and be joined by the day between', () => {
		const [first, last] = [click('a', 1), click('a', 4)];
		expect(days([first, last])).toEqual([['a1'], ['a4']]);
		expect(days([first, last, click('a', 2)])).toEqual([['a1', 'a2', 'a4']]);
		const [group] = groupsOf([last, first, click('a', 3)]);
		expect([...group!.names].sort()).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5']);
	});

	it('are those of one link', () => {
		const elsewhere = { ...click('a', 1), linkId: LINK.replace(/1$/, '2') };
		expect(days([click('a', 1), elsewhere])).toEqual([['a1'], ['a1']]);
	});

	it('have one name on all days where somebody else named them', () => {
		const opaque = (day: number) => ({ linkId: LINK, at: at(day * 24), visitor: 'v' });
		const [group, ...others] = groupsOf([opaque(0), opaque(9)]);
		expect([group?.clicks.length, [...group!.names], others]).toEqual([2, ['v'], []]);
	});
});

describe('a visitor judged over midnight', () => {
	const names = new Map([
		[Math.floor(MIDNIGHT / 86_400_000) - 1, 'yesterday'],
		[Math.floor(MIDNIGHT / 86_400_000), 'today'],
	]);
	const known = (hours: number, visitor: string, verdict: string | null): Known => ({
		...{ id: `${hours}`, rowId: `${hours}`, personId: 'p', at: at(hours), visitor, verdict },
	});
	const judged = (clicks: Known[], windowMs: number) =>
		judgeVisitor(clicks, names, windowMs).map(({ click, verdict, visitor }) => [
			...[click.id, verdict, visitor],
		]);

	it('goes by the name of the day on which the window began, and by the new one from exactly its end', () => {
		expect(judged([known(2, 'today', 'valid'), known(-1, 'yesterday', null)], 3 * HOUR)).toEqual([
			['-1', 'valid', 'yesterday'],
			['2', 'valid', 'today'],
		]);
		expect(
			judged([known(2, 'today', 'valid'), known(-1, 'yesterday', null)], 3 * HOUR + 1),
		).toEqual([
			['-1', 'valid', 'yesterday'],
			['2', 'duplicate', 'yesterday'],
		]);
	});

	it('takes midnight itself for the new day', () => {
		expect(judged([known(0, 'today', null)], HOUR)).toEqual([['0', 'valid', 'today']]);
	});

	it('keeps what came before as it was judged, whatever the window was then', () => {
		expect(
			judged(
				[known(-9, 'yesterday', 'valid'), known(-8, 'yesterday', 'valid'), known(1, 'today', null)],
				12 * HOUR,
			),
		).toEqual([
			['-9', 'valid', 'yesterday'],
			['-8', 'valid', 'yesterday'],
			['1', 'duplicate', 'yesterday'],
		]);
		expect(judged([known(-9, 'yesterday', 'valid')], HOUR)).toEqual([['-9', 'valid', 'yesterday']]);
	});
});
