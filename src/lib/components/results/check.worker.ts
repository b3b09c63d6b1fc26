import { checkReplay } from '#lib/domain/results/check.ts';

/** Counts beside the page, which stays usable meanwhile: 100,000 facts take about a second. */
self.addEventListener('message', (event: MessageEvent<Uint8Array>) => {
	self.postMessage(checkReplay(event.data));
});
