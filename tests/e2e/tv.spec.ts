import { expect, test, type Portal } from './portal.ts';
import { watchShifts } from './shifts.ts';
import type { Page } from '@playwright/test';

/** A little longer than the display waits until it asks again. */
const ASK_EVERY_MS = 31_000;
const SIZE = { viewport: { width: 1920, height: 1080 } };

const people = (page: Page) =>
	page
		.locator('ol li[data-person]')
		.evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.person!));

/** A person's points, as they are, not as they are counted up. */
const points = async (page: Page, person: string) =>
	Number(
		await page.locator(`li[data-person="${person}"] .row`).first().getAttribute('data-points'),
	);

const live = (page: Page) =>
	expect(page.locator('main')).toHaveAttribute('data-connection', 'live');

/** Somebody opens a link of one of the shown people, whose points then rise on the screen. */
async function expectClickSeen(portal: Portal, page: Page): Promise<void> {
	const { slug, person } = await portal.link(...(await people(page)));
	const before = await points(page, person);
	expect(await portal.click(slug)).toBe(302);
	await expect.poll(() => points(page, person)).toBeGreaterThan(before);
}

test.describe('a display', () => {
	test('shows the board of eight, moves on a click and keeps still otherwise', async ({
		open,
		portal,
	}) => {
		const { path } = await portal.display('Kitchen');
		const page = await (await open('visitor', SIZE)).newPage();
		await page.goto(path);
		await expect(page.locator('ol li[data-person]')).toHaveCount(8);
		await live(page);
		const shifts = await watchShifts(page, 'ol > li, footer li');
		await expectClickSeen(portal, page);
		await expectClickSeen(portal, page);
		expect(await shifts()).toEqual([]);
	});

	test('shows the same picture at 720p, 1080p and 4K, without scroll bars or a cursor', async ({
		open,
		portal,
	}) => {
		const { path } = await portal.display('Hall');
		const page = await (await open('visitor')).newPage();
		const shapes: number[][] = [];
		for (const [width, height] of [
			[1280, 720],
			[1920, 1080],
			[3840, 2160],
		] as const) {
			await page.setViewportSize({ width, height });
			await page.goto(path);
			await page.evaluate(() => document.fonts.ready);
			const seen = await page.evaluate(() => ({
				boxes: [...document.querySelectorAll('header, ol, aside, footer, .name')].map((element) => {
					const { x, y, width: w, height: h } = element.getBoundingClientRect();
					return [x, y, w, h].map((value) => value / innerWidth);
				}),
				overflow: [
					document.documentElement.scrollWidth > innerWidth,
					document.documentElement.scrollHeight > innerHeight,
				],
				cursor: getComputedStyle(document.documentElement).cursor,
			}));
			expect(seen.overflow).toEqual([false, false]);
			expect(seen.cursor).toBe('none');
			shapes.push(seen.boxes.flat());
		}
		const [small, middle, large] = shapes as [number[], number[], number[]];
		for (const [index, value] of middle.entries()) {
			// A hair's breadth: fonts are hinted, lines are whole pixels.
			expect(Math.abs(value - large[index]!)).toBeLessThan(0.004);
			expect(Math.abs(value - small[index]!)).toBeLessThan(0.004);
		}
	});

	test('can be read from the kitchen: 18 px at least, names 28 px, all within the safe margin', async ({
		open,
		portal,
	}) => {
		const { path } = await portal.display('Kitchen');
		const page = await (await open('visitor', SIZE)).newPage();
		await page.goto(path);
		await page.evaluate(() => document.fonts.ready);
		const texts = await page.evaluate(() => {
			const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
			const found: { text: string; size: number; box: number[] }[] = [];
			while (walker.nextNode()) {
				const parent = walker.currentNode.parentElement!;
				const text = walker.currentNode.textContent!.trim();
				const { x, y, right, bottom, width } = parent.getBoundingClientRect();
				const unseen = parent.closest('.sr-only, script, style, noscript, title') !== null;
				if (!text || unseen || width <= 1) continue;
				const size = Number.parseFloat(getComputedStyle(parent).fontSize);
				found.push({ text, size, box: [x, y, right, bottom] });
			}
			return found;
		});
		expect(texts.length).toBeGreaterThan(40);
		expect(texts.filter(({ size }) => size < 18)).toEqual([]);
		const inside = ([x, y, right, bottom]: number[]) =>
			x! >= 95.5 && y! >= 53.5 && right! <= 1824.5 && bottom! <= 1026.5;
		const shown = texts.filter(({ box }) => box[1]! < 1026);
		expect(shown.filter(({ box }) => !inside(box))).toEqual([]);
		for (const name of await page.locator('ol .name').all()) {
			const size = await name.evaluate((element) => getComputedStyle(element).fontSize);
			expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(28);
		}
	});

	test('is readable without JavaScript and loads itself anew', async ({ open, portal }) => {
		const { path } = await portal.display('Old TV');
		const context = await open('visitor', { ...SIZE, javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(path);
		await expect(page.locator('ol li[data-person]')).toHaveCount(8);
		await expect(page.getByRole('timer')).toBeVisible();
		await expect(page.getByRole('status').first()).toHaveText(/^\s*As of \d\d:\d\d/);
		const html = await (await page.request.get(path)).text();
		expect(html).toContain('<noscript><meta http-equiv="refresh"');
	});

	test('swaps rows plainly for those who want less motion', async ({ open, portal }) => {
		const { path } = await portal.display('Calm');
		const page = await (await open('visitor', { ...SIZE, reducedMotion: 'reduce' })).newPage();
		await page.goto(path);
		await live(page);
		await expectClickSeen(portal, page);
		// Reduced motion leaves durations of a hundredth of a millisecond, which a busy machine may still be ending.
		const lasting = await page.evaluate(() =>
			document
				.getAnimations()
				.map(({ effect }) => Number(effect?.getComputedTiming().duration))
				.filter((ms) => ms > 1),
		);
		expect(lasting).toEqual([]);
	});

	test('does not grow, however much happens', async ({ open: browse, portal }) => {
		const { path } = await portal.display('Busy');
		const page = await (await browse('visitor', SIZE)).newPage();
		await page.goto(path);
		await live(page);
		await expectClickSeen(portal, page);
		const elements = () => page.evaluate(() => document.querySelectorAll('*').length);
		const before = await elements();
		for (let round = 0; round < 4; round++) {
			const shown = await people(page);
			// Late in the day the stars are at the caps: the others click.
			const links = await Promise.allSettled(shown.map((person) => portal.link(person)));
			const open = links.filter((link) => link.status === 'fulfilled');
			expect(open.length).toBeGreaterThan(0);
			await Promise.all(open.map(({ value }) => portal.click(value.slug)));
			await expectClickSeen(portal, page);
		}
		// The ticker may have grown to its eight lines, a row may have got an arrow.
		expect(await elements()).toBeLessThan(before + 60);
	});

	test('loads a newer version of the portal by itself, once', async ({ open, portal }) => {
		const { path } = await portal.display('Patient');
		const page = await (await open('visitor', SIZE)).newPage();
		await page.clock.install();
		await page.route('**/state?*', async (route) => {
			// When the page loads anew meanwhile, the answer is thrown away with it, and nobody waits for one.
			const state: object | null = await route
				.fetch()
				.then((answer) => answer.json())
				.catch(() => null);
			if (state) await route.fulfill({ json: { ...state, build: 'a newer one' } });
			else await route.abort().catch(() => undefined);
		});
		const mark = () => page.evaluate(() => Object.assign(window, { sameDocument: true }));
		/** Whether it is still the marked document once the display has asked again. */
		const staysAfterAsking = async () => {
			await live(page);
			// A page that is loaded anew takes no answer any more.
			const asked = Promise.race([
				page.waitForResponse('**/state?*'),
				page.waitForEvent('domcontentloaded'),
			]);
			await page.clock.fastForward(ASK_EVERY_MS);
			await asked;
			await live(page);
			return page.evaluate(() => 'sameDocument' in window);
		};
		await page.goto(path);
		await live(page);
		await mark();
		await expect.poll(() => staysAfterAsking().catch(() => null)).toBe(false);
		// An old page out of some cache would say the same again: it is not asked for a second time.
		await mark();
		for (let round = 0; round < 3; round++) expect(await staysAfterAsking()).toBe(true);
	});

	test('stays calm and tells nothing when its link opens nothing', async ({ open, portal }) => {
		const page = await (await open('visitor', SIZE)).newPage();
		const contest = await portal.contest();
		const { path } = await portal.display('Wrong');
		const pages: string[] = [];
		for (const address of [
			`/tv/${contest}`,
			`/tv/${contest}?key=nonsense`,
			`/tv/no-such-contest?key=${new URL(path, portal.url).searchParams.get('key')}`,
		]) {
			const answer = await page.goto(address);
			expect(answer!.status()).toBe(404);
			pages.push(await page.locator('body').innerText());
			expect(new URL(page.url()).pathname).toContain('/tv/');
		}
		expect(new Set(pages).size).toBe(1);
		await expect(page.getByRole('link')).toHaveCount(0);
		await expect(page.locator('input')).toHaveCount(0);
	});
});

test.describe('a display whose server is away', () => {
	test('says since when it is stale, and recovers by itself with fresh figures', async ({
		browser,
		mortal: portal,
	}) => {
		const context = await browser.newContext(SIZE);
		const page = await context.newPage();
		const { path } = await portal.display('Lobby');
		await page.goto(portal.url + path);
		await live(page);
		await page.evaluate(() => Object.assign(window, { sameDocument: true }));

		await portal.kill();
		await expect(page.getByRole('status')).toHaveText(/Stale since \d\d:\d\d/);
		await expect(page.locator('ol li[data-person]')).toHaveCount(8);

		await portal.start();
		await expect(page.getByRole('status')).not.toHaveText(/Stale/);
		await live(page);
		await expectClickSeen(portal, page);
		expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
		await context.close();
	});
});
