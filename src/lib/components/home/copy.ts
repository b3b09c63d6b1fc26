/**
 * Writing to the clipboard after an answer from the server: browsers allow it only as the outcome of a press, so the
 * promise of the text is handed over at once. `finish` tells whether it was copied.
 */
export function copyText(): { finish(text: string): Promise<boolean>; cancel(): void } {
	const { promise, resolve, reject } = Promise.withResolvers<Blob>();
	promise.catch(() => undefined);
	const early = startWriting(promise);
	return {
		async finish(text) {
			resolve(new Blob([text], { type: 'text/plain' }));
			if (await early) return true;
			return writeNow(text);
		},
		cancel: () => reject(new Error('cancelled')),
	};
}

function startWriting(text: Promise<Blob>): Promise<boolean> {
	if (typeof ClipboardItem === 'undefined') return Promise.resolve(false);
	try {
		return navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(
			() => true,
			() => false,
		);
	} catch {
		return Promise.resolve(false);
	}
}

/** Copies a text that is known already, as the outcome of a press. False where the browser refuses. */
export async function writeNow(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}
