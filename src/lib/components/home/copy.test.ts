import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText, writeNow } from './copy.ts';

class Item {
	readonly parts: Record<string, Promise<Blob>>;
	constructor(parts: Record<string, Promise<Blob>>) {
		this.parts = parts;
	}
}

/** A clipboard as browsers have it: `write` settles when the promised text has come. */
function browser(refuses: { items?: boolean; text?: boolean; throws?: boolean } = {}) {
	const board = { text: null as string | null, handedOver: 0 };
	vi.stubGlobal('ClipboardItem', Item);
	vi.stubGlobal('navigator', {
		clipboard: {
			write: ([item]: [Item]) => {
				board.handedOver += 1;
				if (refuses.throws) throw new TypeError('not a clipboard of promises');
				if (refuses.items) return Promise.reject(new DOMException('', 'NotAllowedError'));
				return item.parts['text/plain']!.then(async (blob) => {
					board.text = await blob.text();
				});
			},
			writeText: (text: string) => {
				if (refuses.text) return Promise.reject(new DOMException('', 'NotAllowedError'));
				board.text = text;
				return Promise.resolve();
			},
		},
	});
	return board;
}

afterEach(() => vi.unstubAllGlobals());

describe('copying a link that the server has yet to make', () => {
	it('hands the promise over within the press and fills it in later', async () => {
		const board = browser();
		const copy = copyText();
		expect(board.handedOver).toBe(1);
		expect(board.text).toBeNull();
		expect(await copy.finish('https://laurel.example/r/abc')).toBe(true);
		expect(board.text).toBe('https://laurel.example/r/abc');
	});

	it.each([
		['refuses promised text', { items: true }],
		['knows no promised text and throws', { throws: true }],
	])('writes the text plainly where a browser %s', async (_, refuses) => {
		const board = browser(refuses);
		expect(await copyText().finish('later')).toBe(true);
		expect(board.text).toBe('later');
	});

	it('writes the text plainly where a browser has no ClipboardItem at all', async () => {
		const board = browser();
		vi.stubGlobal('ClipboardItem', undefined);
		expect(await copyText().finish('later')).toBe(true);
		expect(board).toEqual({ text: 'later', handedOver: 0 });
	});

	it('says so when nothing could be copied, so that the page shows the link instead', async () => {
		browser({ items: true, text: true });
		expect(await copyText().finish('later')).toBe(false);
	});

	it('leaves the clipboard as it was when the server made no link', async () => {
		const board = browser();
		board.text = 'what was copied before';
		const copy = copyText();
		copy.cancel();
		await new Promise(setImmediate);
		expect(board.text).toBe('what was copied before');
	});
});

describe('copying a text that is known', () => {
	it('tells whether the browser took it', async () => {
		const board = browser();
		expect(await writeNow('known')).toBe(true);
		expect(board.text).toBe('known');
		browser({ text: true });
		expect(await writeNow('known')).toBe(false);
	});
});
