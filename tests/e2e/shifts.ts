import type { Page } from '@playwright/test';

type Shifting = Window & { shifted: string[] };

/**
 * Watches the page from now on for anything that changes its place by itself. What is within `moving` may move: its
 * rows are carried to their new place by a transform. Gives what reads the list of everything else that moved.
 */
export async function watchShifts(page: Page, moving: string): Promise<() => Promise<string[]>> {
	await page.evaluate((selector) => {
		const shifted: string[] = [];
		Object.assign(window, { shifted });
		type Shift = PerformanceEntry & { sources: { node: Node | null }[] };
		const observer = new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as Shift[]) {
				for (const { node } of entry.sources) {
					const element = node instanceof Element ? node : node?.parentElement;
					if (element && !element.closest(selector)) shifted.push(element.outerHTML.slice(0, 200));
				}
			}
		});
		observer.observe({ type: 'layout-shift' });
	}, moving);
	return () => page.evaluate(() => (window as unknown as Shifting).shifted);
}
