import type { BrowserContext, Page } from '@playwright/test';
import { aPairedScreen, screenCookies, type Item, type Paired } from '../support/paired.ts';
import type { Portal } from './portal.ts';

export type { Item, Paired };

/** A screen of the portal that is paired already and plays these scenes. */
export const pairedScreen = (
	portal: Portal,
	name: string,
	items: readonly Item[],
	settings: object = {},
): Promise<Paired> =>
	aPairedScreen(portal.connections, { ...portal.ctx, now: new Date() }, name, items, settings);

/** Gives a browser the screen's token, as its pairing does. */
export const carry = (context: BrowserContext, portal: Portal, token: string): Promise<void> =>
	context.addCookies(screenCookies(portal.url, token));

/** As the database has it, and without a bell. */
export const revoke = (portal: Portal, id: string) => portal.connections.sql`
	update displays set revoked_at = now() where id = ${id}`;

/** What the service worker holds of the screen: when it is all there, a reload needs no network. */
export const kept = (page: Page) =>
	page.evaluate(async () => {
		const names = await caches.keys();
		const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return requests.flat().map(({ url }) => new URL(url).pathname);
	});
