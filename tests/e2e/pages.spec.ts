import type { BrowserContext, Page } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { showNow } from '#lib/server/displays/takeovers.ts';
import { violations } from './axe.ts';
import { allPages } from './pages.ts';
import { carry, pairedScreen } from './paired.ts';
import { expect, test } from './portal.ts';

const TV = { viewport: { width: 1920, height: 1080 } };
const PICTURE = 'docs/board.png';
const SHOTS = 'test-results/shots';
/** LAUREL_PICTURES=new takes pictures of all pages into SHOTS, and the README's anew. */
const PICTURES = process.env.LAUREL_PICTURES === 'new';

const weights = new Map<string, number>();

/** The gzip of a script that the portal serves, by its path. */
function gzipped(path: string): number {
	const known = weights.get(path) ?? gzipSync(readFileSync(`build/client${path}`)).length;
	weights.set(path, known);
	return known;
}

/**
 * Opens the page and gives the gzip of all the JavaScript that it has loaded once nothing is asked for any more, whether it
 * came from the server or from the browser's cache.
 */
async function weighed(page: Page, path: string): Promise<number> {
	await page.goto(path, { waitUntil: 'networkidle' });
	const loaded = await page.evaluate(() =>
		performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
	);
	const scripts = new Set(loaded.filter((name) => name.endsWith('.js')));
	return [...scripts].reduce((sum, script) => sum + gzipped(script), 0);
}

/** Each look with what axe judges in it: a dark page has the structure of the light one, only its colours differ. */
const LOOKS = [
	{ width: 1440, theme: 'light', rules: undefined },
	{ width: 360, theme: 'light', rules: undefined },
	{ width: 360, theme: 'dark', rules: [] },
	{ width: 1440, theme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
] as const;

async function look(page: Page, name: string): Promise<void> {
	for (const { width, theme, rules } of LOOKS) {
		await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
		await page.setViewportSize({ width, height: 900 });
		await page.evaluate(() => document.fonts.ready);
		// The colours of a theme that has just changed are painted with the next frame.
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
		);
		if (PICTURES)
			await page.screenshot({ path: `${SHOTS}/${name}-${width}-${theme}.png`, fullPage: true });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect.soft(wide, `${name} at ${width} does not scroll sideways`).toBeLessThanOrEqual(width);
		const outside = await page.evaluate(() =>
			[...document.querySelectorAll('nav a[aria-current]')]
				.map((link) => ({ link, box: link.getBoundingClientRect() }))
				.filter(({ box }) => box.width > 0 && (box.left < 0 || box.right > innerWidth))
				.map(({ link }) => link.textContent),
		);
		expect.soft(outside, `${name} at ${width} shows in its menus where one is`).toEqual([]);
		if (rules?.length === 0) continue;
		const found = await violations(page, rules);
		expect.soft(found, `${name} at ${width}, ${theme}`).toEqual([]);
	}
}

// Each worker has a portal of its own: both of them look at pages, and neither waits for the other at the end.
test.describe.configure({ mode: 'parallel' });

for (const [part, which] of ['first', 'second', 'third', 'fourth'].entries())
	test(`every page is accessible in both themes, fits and keeps to its budget, ${which} part`, async ({
		open,
		portal,
	}) => {
		test.setTimeout(600_000);
		const told: string[] = [];
		let heaviest = 0;
		const pages = (await allPages(portal)).filter((_, index) => index % 4 === part);
		const contexts = new Map<string, BrowserContext>();
		for (const { name, path, who, budget } of pages) {
			const size = { viewport: { width: 1440, height: 900 } };
			const context = contexts.get(who) ?? (await open(who, size));
			contexts.set(who, context);
			const page = await context.newPage();
			const bytes = await weighed(page, path);
			told.push(`${name} ${(bytes / 1000).toFixed(1)} kB of ${budget / 1000}`);
			heaviest = Math.max(heaviest, bytes);
			expect.soft(bytes, name).toBeLessThanOrEqual(budget);
			await look(page, name);
			await page.close();
		}
		// Some pages load none; were it so of all, nothing would be weighed.
		expect(heaviest).toBeGreaterThan(40_000);
		process.stdout.write(`JavaScript, gzip: ${told.join(' · ')}\n`);
	});

test('a display by link and a paired one load no more JavaScript than their budget', async ({
	open,
	portal,
}) => {
	const { path } = await portal.display('Weighed');
	const { token } = await pairedScreen(portal, 'Weighed too', [{ id: 'a', scene: 'board' }]);
	for (const [name, at] of [
		['tv', path],
		['tv-show', '/tv'],
	] as const) {
		const context = await open('visitor', { serviceWorkers: 'block' });
		if (name === 'tv-show') await carry(context, portal, token);
		const bytes = await weighed(await context.newPage(), at);
		process.stdout.write(`JavaScript, gzip: ${name} ${(bytes / 1000).toFixed(1)} kB of 58\n`);
		expect.soft(bytes, name).toBeGreaterThan(20_000);
		expect.soft(bytes, name).toBeLessThanOrEqual(58_000);
	}
});

test('a paired screen is accessible, with whatever scene', async ({ open, portal }) => {
	const items = SCENE_KEYS.map((scene) => ({ id: scene, scene }));
	const { id, token } = await pairedScreen(portal, 'Looked at', items);
	const context = await open('visitor', { ...TV, reducedMotion: 'reduce' });
	await carry(context, portal, token);
	const page = await context.newPage();
	await page.goto('/tv');
	await expect(page.locator('[data-scene]')).toBeVisible();
	expect(await violations(page)).toEqual([]);
	for (const scene of ['awards', 'podium', 'goal', 'clock'] as const) {
		const input = { on: { kind: 'display', id }, scene, minutes: 5 } as const;
		await showNow({ ctx: { ...portal.ctx, now: new Date() }, input });
		await expect(page.locator('[data-scene]')).toHaveAttribute('data-scene', scene);
		expect(await violations(page), scene).toEqual([]);
	}
});

test('the display is accessible, and looks the same at 1920 and 3840', async ({ open, portal }) => {
	const { path } = await portal.display('Kitchen');
	const page = await (await open('visitor', { reducedMotion: 'reduce' })).newPage();
	for (const [width, height] of [
		[1920, 1080],
		[3840, 2160],
		[1080, 1920],
	] as const) {
		await page.setViewportSize({ width, height });
		await page.goto(path);
		await page.evaluate(() => document.fonts.ready);
		await page.screenshot({ path: `${SHOTS}/tv-${width}.png` });
		expect(await violations(page)).toEqual([]);
	}
	await page.setViewportSize({ width: 1920, height: 1080 });
	await page.goto(path.replace(/key=.*/, 'key=wrong'));
	await page.screenshot({ path: `${SHOTS}/tv-waiting.png` });
	expect(await violations(page)).toEqual([]);
});

test('the board has its picture for the README', async ({ open, portal }) => {
	const page = await (await open('employee', { reducedMotion: 'reduce' })).newPage();
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.setViewportSize({ width: 1440, height: 1000 });
	await page.goto(`/contests/${await portal.contest()}`);
	await page.evaluate(() => document.fonts.ready);
	await expect(page.locator('[data-person] img').first()).toBeVisible();
	const picture = await page.screenshot();
	expect(picture.length).toBeGreaterThan(50_000);
	// Every run would change it a little, and the checkout with it.
	if (!existsSync(PICTURE) || PICTURES) writeFileSync(PICTURE, picture);
});
