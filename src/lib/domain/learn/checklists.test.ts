import { expect, test } from 'vitest';
import { checklist, isItem, isOver } from './checklists.ts';

const none = new Map<string, 'done' | 'dismissed'>();

test('an item ticks itself from the facts, whatever was said by hand', () => {
	const items = checklist(
		'launch',
		{ goals: true, guidelines: false },
		new Map([['goals', 'dismissed']]),
	);
	expect(items[0]).toEqual({
		...{ key: 'goals', href: '/desk', seen: true, state: 'done', byHand: false },
	});
	expect(items[1]).toMatchObject({ key: 'guidelines', seen: true, state: 'open', byHand: false });
});

test('what no fact tells is ticked or put aside by hand', () => {
	const items = checklist(
		'launch',
		{},
		new Map([
			['announcement', 'done'],
			['people', 'dismissed'],
		]),
	);
	const of = (key: string) => items.find((item) => item.key === key);
	expect(of('announcement')).toEqual({
		...{ key: 'announcement', href: '/launch#announcement', seen: false },
		...{ state: 'done', byHand: true },
	});
	expect(of('people')).toMatchObject({ state: 'dismissed', byHand: true });
});

test('a list is over when nothing is open any more', () => {
	const facts = { guidelines: true, pledge: true, lesson: true, share: true };
	expect(isOver(checklist('first_week', facts, none))).toBe(false);
	expect(isOver(checklist('first_week', facts, new Map([['suggest', 'dismissed']])))).toBe(true);
});

test('an item is known by its own name alone', () => {
	expect(isItem('launch', 'goals')).toBe(true);
	expect(isItem('first_week', 'goals')).toBe(false);
	expect(isItem('launch', 'toString')).toBe(false);
});
