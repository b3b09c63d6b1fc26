import type { PlaylistItem } from './playlist.ts';

/** One change of a playlist: items are named by their id, so that a change made meanwhile by somebody else stays. */
export type ItemChange<Item = PlaylistItem> =
	| { kind: 'add'; item: Item }
	| { kind: 'edit'; item: Item }
	| { kind: 'move'; id: string; by: -1 | 1 }
	| { kind: 'remove'; id: string };

/** The items after a change; the same where the item that it names is gone, or can't move any further. */
export function editedItems<Item extends { id: string; revision: number }>(
	items: readonly Item[],
	change: ItemChange<Item>,
): Item[] {
	switch (change.kind) {
		case 'add':
			return [...items, change.item];
		case 'edit':
			return items.map((item) =>
				item.id === change.item.id ? { ...change.item, revision: item.revision + 1 } : item,
			);
		case 'remove':
			return items.filter(({ id }) => id !== change.id);
		case 'move': {
			const from = items.findIndex(({ id }) => id === change.id);
			const to = from + change.by;
			const [moved, other] = [items[from], items[to]];
			if (!moved || !other) return [...items];
			return items.with(from, other).with(to, moved);
		}
	}
}
