import { expect, type Page } from '@playwright/test';

/**
 * Waits until a page of the router's is alive. SvelteKit announces navigations in an element that it adds when all the page's
 * components are mounted: not before is a key heard, a form sent without a new page, or a focus moved. Only for what needs
 * that: what can be pressed or typed before has to work before. Boards and displays say by themselves that they are live.
 */
export const alive = (page: Page): Promise<void> =>
	expect(page.locator('#svelte-announcer')).toBeAttached();
