import { describe, expect, it } from 'vitest';
import { editedItems, type ItemChange } from './edit-items.ts';

type Item = { id: string; seconds: number; revision: number };
const ITEMS: Item[] = ['a', 'b', 'c'].map((id) => ({ id, seconds: 10, revision: 3 }));
const after = (change: ItemChange<Item>) =>
	editedItems(ITEMS, change)
		.map(({ id, seconds }) => (seconds === 10 ? id : `${id}${seconds}`))
		.join(' ');

describe('a change of a playlist', () => {
	it('adds at the end, edits and removes by name', () => {
		expect(after({ kind: 'add', item: { id: 'd', seconds: 10, revision: 0 } })).toBe('a b c d');
		expect(after({ kind: 'edit', item: { id: 'b', seconds: 7, revision: 3 } })).toBe('a b7 c');
		expect(after({ kind: 'remove', id: 'a' })).toBe('b c');
	});

	it('moves by one, and not beyond the ends', () => {
		expect(after({ kind: 'move', id: 'b', by: -1 })).toBe('b a c');
		expect(after({ kind: 'move', id: 'b', by: 1 })).toBe('a c b');
		expect(after({ kind: 'move', id: 'a', by: -1 })).toBe('a b c');
		expect(after({ kind: 'move', id: 'c', by: 1 })).toBe('a b c');
	});

	it('raises the revision of what is edited, and of nothing else', () => {
		const item = { id: 'b', seconds: 7, revision: 0 };
		const edited = editedItems(ITEMS, { kind: 'edit', item });
		expect(edited.map(({ revision }) => revision)).toEqual([3, 4, 3]);
	});

	it('leaves everything as it is where the item is gone', () => {
		expect(after({ kind: 'edit', item: { id: 'x', seconds: 7, revision: 3 } })).toBe('a b c');
		expect(after({ kind: 'remove', id: 'x' })).toBe('a b c');
		expect(after({ kind: 'move', id: 'x', by: 1 })).toBe('a b c');
	});
});
