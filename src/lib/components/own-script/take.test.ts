import { afterEach, describe, expect, it, vi } from 'vitest';
import { DATA_ID, takePage, TARGET_ID } from './take.ts';

function page(elements: Record<string, { textContent?: string }>) {
	const emptied: string[] = [];
	vi.stubGlobal('document', {
		getElementById: (id: string) =>
			elements[id] ? { ...elements[id], replaceChildren: () => emptied.push(id) } : null,
	});
	return emptied;
}

afterEach(() => vi.unstubAllGlobals());

describe('a page that its own script takes over', () => {
	it('gives the data and empties what the server drew', () => {
		const emptied = page({ [TARGET_ID]: {}, [DATA_ID]: { textContent: '{"total":3}' } });
		expect(takePage<{ total: number }>()?.data).toEqual({ total: 3 });
		expect(emptied).toEqual([TARGET_ID]);
	});

	it.each([
		['no data', { [TARGET_ID]: {} }],
		['data of nothing', { [TARGET_ID]: {}, [DATA_ID]: { textContent: 'null' } }],
		['nowhere to draw', { [DATA_ID]: { textContent: '{"total":3}' } }],
	])('is left as the server drew it when it came with %s', (_, elements) => {
		const emptied = page(elements);
		expect(takePage()).toBeNull();
		expect(emptied).toEqual([]);
	});
});
