import { expect, type Page, type Route } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';

/**
 * Waits until a page of the router's is alive. SvelteKit announces navigations in an element that it adds when all the page's
 * components are mounted: not before is a key heard, a form sent without a new page, or a focus moved. Only for what needs
 * that: what can be pressed or typed before has to work before. Boards and displays say by themselves that they are live.
 */
export const alive = (page: Page): Promise<void> =>
	expect(page.locator('#svelte-announcer')).toBeAttached();

/** Presses while no answer comes through, as where the network drops; what is pressed after that is answered again. */
export async function pressUnanswered(page: Page, press: () => Promise<void>): Promise<void> {
	await alive(page);
	const lost = (route: Route) =>
		route.request().headers()['x-sveltekit-action'] ? route.abort() : route.fallback();
	await page.route('**', lost);
	await press();
	await expect(page.getByRole('alert')).toHaveText(m.common_unsent());
	await page.unroute('**', lost);
}
