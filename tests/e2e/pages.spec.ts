import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { existsSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { allPages } from './pages.ts';
import { expect, test } from './portal.ts';

const PICTURE = 'docs/board.png';
const SHOTS = 'test-results/shots';
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [1440, 360] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function choose(context: BrowserContext, url: string, theme: string): Promise<void> {
	await context.addCookies([{ name: 'laurel_theme', value: theme, url }]);
}

async function violations(page: Page): Promise<string[]> {
	const { violations: found } = await new AxeBuilder({ page })
		.withTags(TAGS)
		.setLegacyMode(true)
		.analyze();
	return found.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
	);
}

/** Gzip of all the JavaScript that the page has loaded once nothing is asked for any more. */
async function scripts(page: Page, path: string): Promise<number> {
	const bodies: Promise<Buffer>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') bodies.push(response.body());
	});
	await page.goto(path, { waitUntil: 'networkidle' });
	const all = await Promise.all(bodies);
	return all.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

// Each worker has a portal of its own: both of them look at pages, and neither waits for the other at the end.
test.describe.configure({ mode: 'parallel' });

for (const theme of THEMES) {
	for (const [half, which] of ['first', 'second'].entries()) {
		test(`every page is accessible and fits in the ${theme} theme, ${which} half`, async ({
			open,
			portal,
		}) => {
			test.setTimeout(600_000);
			const pages = (await allPages(portal)).filter((_, index) => index % 2 === half);
			for (const { name, path, who } of pages) {
				const context = await open(who, { reducedMotion: 'reduce' });
				await choose(context, portal.url, theme);
				const page = await context.newPage();
				for (const width of WIDTHS) {
					await page.setViewportSize({ width, height: 900 });
					await page.goto(path);
					await page.evaluate(() => document.fonts.ready);
					await page.screenshot({ path: `${SHOTS}/${name}-${width}-${theme}.png`, fullPage: true });
					const wide = await page.evaluate(() => document.documentElement.scrollWidth);
					expect
						.soft(wide, `${name} at ${width} does not scroll sideways`)
						.toBeLessThanOrEqual(width);
					// A phone's page has the colours of the wide one: by day is enough.
					if (theme === 'light' || width === 1440)
						expect.soft(await violations(page), `${name} at ${width}`).toEqual([]);
				}
				await context.close();
			}
		});
	}
}

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
	await choose(page.context(), portal.url, 'light');
	await page.setViewportSize({ width: 1440, height: 1000 });
	await page.goto(`/contests/${await portal.contest()}`);
	await page.evaluate(() => document.fonts.ready);
	await expect(page.locator('[data-person] img').first()).toBeVisible();
	const picture = await page.screenshot();
	expect(picture.length).toBeGreaterThan(50_000);
	// Every run would change it a little, and the checkout with it: LAUREL_PICTURES=new takes a new one.
	if (!existsSync(PICTURE) || process.env.LAUREL_PICTURES === 'new')
		writeFileSync(PICTURE, picture);
});

test('no page loads more JavaScript than its budget', async ({ open, portal }) => {
	test.setTimeout(300_000);
	const { path } = await portal.display('Weighed');
	const tv = { name: 'tv', path, who: 'visitor', budget: 60_000 } as const;
	const weights: string[] = [];
	for (const { name, path: at, who, budget } of [tv, ...(await allPages(portal))]) {
		const context = await open(who);
		const bytes = await scripts(await context.newPage(), at);
		weights.push(`${name} ${(bytes / 1000).toFixed(1)} kB of ${budget / 1000}`);
		expect.soft(bytes, name).toBeLessThanOrEqual(budget);
		await context.close();
	}
	test.info().annotations.push({ type: 'weights', description: weights.join(', ') });
	process.stdout.write(`JavaScript, gzip: ${weights.join(' · ')}\n`);
});
