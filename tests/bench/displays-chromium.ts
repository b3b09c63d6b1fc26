import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { approvePairing } from '#lib/server/displays/pair-decide.ts';
import { readPairing } from '#lib/server/displays/pair-find.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { aBrowser } from '#tests/support/browser.ts';
import { benchCtx } from './bench-ctx.ts';

const SIZE = { viewport: { width: 1920, height: 1080 } };
/** What a page does once, when it comes up, is no idling. */
const SETTLE_MS = 5_000;
const IDLE_MS = 12_000;
/** A screen that waits is told so often: within this it knows that somebody looks at its code. */
const POLLED_MS = 6_000;

/** Seconds of the processor that all of a browser's processes have used. */
async function usedSeconds(browser: Browser): Promise<number> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	await session.detach();
	return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

/** The share of a core (0 to 1) that a browser uses in all while a paired screen's scene stands and nothing happens. */
export async function idleShare(url: string, token: string, scene: string): Promise<number> {
	const browser = await aBrowser();
	try {
		const page = await openScreen(browser, url, token);
		await page.locator(`[data-scene="${scene}"]`).waitFor();
		await delay(SETTLE_MS);
		const [before, from] = [await usedSeconds(browser), performance.now()];
		await delay(IDLE_MS);
		const used = (await usedSeconds(browser)) - before;
		return used / ((performance.now() - from) / 1000);
	} finally {
		await browser.close();
	}
}

async function codeOf(page: Page, url: string): Promise<string> {
	await page.goto(`${url}/tv`);
	return (await page.locator('.code').textContent())!;
}

/** Seconds in the life of a screen: from its approval to its first scene, from its revocation to no scene any more. */
export type Life = { shown: number; gone: number; goneFromOld: number };

const since = (from: number) => (performance.now() - from) / 1000;

/** Lets a new screen in whose code somebody has looked at, and revokes it; beside it an old engine has the same token. */
export async function life(
	browser: Browser,
	url: string,
	connections: Connections,
	name: string,
): Promise<Life> {
	const context = await browser.newContext(SIZE);
	const page = await context.newPage();
	const code = await codeOf(page, url);
	await readPairing({ ctx: benchCtx(connections), input: { code } });
	// Naming a screen takes a person longer than this.
	await delay(POLLED_MS + Math.random() * 1_000);
	const approved = performance.now();
	const { id } = await approvePairing({ ctx: benchCtx(connections), input: { code, name } });
	await page.locator('[data-scene]').waitFor();
	const shown = since(approved);
	// A page without a script of its own keeps what it shows until it looks again.
	const old = await context.newPage();
	await old.goto(`${url}/tv/plain`);
	await old.locator('.plain').waitFor();
	await delay(SETTLE_MS + Math.random() * 1_500);
	const revoked = performance.now();
	await revokeDisplay({ ctx: benchCtx(connections), input: { id } });
	const [gone, goneFromOld] = await Promise.all([
		page
			.locator('[data-scene]')
			.waitFor({ state: 'detached' })
			.then(() => since(revoked)),
		old
			.locator('.plain')
			.waitFor({ state: 'detached' })
			.then(() => since(revoked)),
	]);
	await page.locator('.code').waitFor();
	await context.close();
	return { shown, gone, goneFromOld };
}

/** A screen that is on for long, with a token of its own. */
export async function openScreen(browser: Browser, url: string, token: string): Promise<Page> {
	const context = await browser.newContext(SIZE);
	const about = { name: 'laurel_display', value: token, domain: new URL(url).hostname };
	await context.addCookies(['/tv', '/socket.io'].map((path) => ({ ...about, path })));
	const page = await context.newPage();
	await page.goto(`${url}/tv`);
	await page.locator('[data-scene]').waitFor();
	return page;
}
