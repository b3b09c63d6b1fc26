import type { Checked } from '#lib/domain/results/check.ts';

/** Has a worker check the bytes; rejects where the browser starts none, or it dies. */
function inWorker(bytes: Uint8Array): Promise<Checked> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
		worker.addEventListener('message', (event: MessageEvent<Checked>) => {
			worker.terminate();
			resolve(event.data);
		});
		worker.addEventListener('error', (event) => {
			worker.terminate();
			reject(new Error(event.message));
		});
		worker.postMessage(bytes);
	});
}

/**
 * Recomputes a replay file in this browser, with the code that the portal itself counts by, in a worker or, where there is
 * none, in the page. Nothing leaves the device.
 */
export async function checkFile(file: Blob): Promise<Checked> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	try {
		return await inWorker(bytes);
	} catch {
		const { checkReplay } = await import('#lib/domain/results/check.ts');
		return checkReplay(bytes);
	}
}
