import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { freezeContest } from '#lib/server/contests/freeze.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { unfreezeContest } from '#lib/server/contests/unfreeze.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { nextVersion } from '../support/next-version.ts';
import { aHeldContest } from './held-contest.ts';
import { carry, kept, pairedScreen, revoke, type Item } from './paired.ts';
import { expect, test, type Portal } from './portal.ts';
import { Wire } from './wire.ts';

const SIZE = { viewport: { width: 1920, height: 1080 } };
const WELCOME = { id: 'hello', scene: 'words', settings: { title: 'Welcome, everybody' } };
/** Longer than any test: what is shown stays. */
const LONG = { seconds: 3600 };

const scene = (page: Page) => page.locator('[data-scene]');
const stale = (page: Page) => page.getByText(/Stale since/);

/** Makes an owner's change as the program stores it, and asks the screens nothing. */
const change = (portal: Portal, name: string, items: readonly Item[]) => portal.connections.sql`
	update playlists set items = ${JSON.stringify(
		items.map((item) => ({ settings: {}, hours: null, weekdays: [], seconds: 3600, ...item })),
	)}::text::jsonb where name = ${name}`;

test.describe('a paired screen', () => {
	test('plays its scenes by the server’s clock, though its own is wrong by hours', async ({
		open,
		portal,
	}) => {
		const items = [
			{ id: 'a', scene: 'podium', seconds: 5 },
			{ id: 'b', scene: 'clock', seconds: 5 },
			{ id: 'c', scene: 'join', seconds: 5 },
		];
		const { token } = await pairedScreen(portal, 'Rounds', items);
		const context = await open('visitor', { ...SIZE, reducedMotion: 'reduce' });
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.clock.install({ time: Date.now() + 5 * 3_600_000 });
		await page.goto('/tv');
		const [row] = await portal.connections.sql<{ zone: string }[]>`
			select coalesce(o.time_zone, p.time_zone) as zone
			from program p, displays d left join offices o on o.id = d.office_id where d.name = 'Rounds'`;
		const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: row!.zone });
		// In its own time: a screen whose clock is put forward is set back by the server's next answer.
		for (const name of ['join', 'podium', 'clock'])
			await expect(page.locator(`[data-scene="${name}"]`)).toBeVisible({ timeout: 20_000 });
		const clock = page.locator('[data-scene="clock"] h1');
		const hours = [Date.now(), Date.now() - 60_000, Date.now() + 60_000].map((at) =>
			hour.format(at),
		);
		expect(hours).toContain((await clock.innerText()).slice(0, 2));
		const { cursor, overflow } = await page.evaluate(() => ({
			cursor: getComputedStyle(document.documentElement).cursor,
			overflow: [
				document.documentElement.scrollWidth > innerWidth,
				document.documentElement.scrollHeight > innerHeight,
			],
		}));
		expect({ cursor, overflow }).toEqual({ cursor: 'none', overflow: [false, false] });
	});

	test('shows its clock while its playlist is empty, and what comes into it, turned and within its margin', async ({
		open,
		portal,
	}) => {
		const settings = { safeMarginPercent: 8, rotate: 90 };
		const { token } = await pairedScreen(portal, 'Turned', [], settings);
		const context = await open('visitor', SIZE);
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.goto('/tv');
		await expect(scene(page)).toHaveAttribute('data-scene', 'clock');
		await change(portal, 'Turned', [WELCOME]);
		await page.reload();
		const title = page.getByRole('heading', { name: 'Welcome, everybody' });
		await expect(title).toBeVisible();
		const { width, height } = (await title.boundingBox())!;
		expect(height).toBeGreaterThan(width);
	});

	test('stands still with a frozen contest, and shows a reveal of another and hands back', async ({
		open,
		portal,
	}) => {
		const { token } = await pairedScreen(portal, 'Stage', [{ id: 'a', scene: 'board', ...LONG }]);
		const context = await open('visitor', { ...SIZE, serviceWorkers: 'block' });
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.goto('/tv');
		const status = page.getByRole('status');
		await expect(page.locator('main')).toHaveAttribute('data-connection', 'live');

		const contest = await portal.contest();
		const deed = async () => {
			const ctx = { ...portal.ctx, now: new Date() };
			const { revision } = await readContest({ ctx, input: { slug: contest } });
			return { ctx, input: { contest, revision } };
		};
		await freezeContest(await deed());
		await expect(status).toContainText(m.tv_frozen());
		const lift = await deed();
		await unfreezeContest({ ctx: lift.ctx, input: { ...lift.input, confirm: true } });
		await expect(status).toContainText(m.tv_live());

		// Of a contest that is over, while another one is on.
		const held = await aHeldContest(portal);
		const drive = () => ({ ...portal.ctx, now: new Date() });
		const { revision } = await startReveal({ ctx: drive(), input: { contest: held.slug } });
		const stage = page.locator('.stage');
		await expect(stage).toHaveAttribute('data-step', '0');
		// One without any script follows by refreshing itself.
		const bare = await open('visitor', { ...SIZE, javaScriptEnabled: false });
		await carry(bare, portal, token);
		const plain = await bare.newPage();
		await plain.goto('/tv/plain');
		await expect(plain.getByText(/Step 0 of/)).toBeVisible();
		await stepReveal({ ctx: drive(), input: { contest: held.slug, to: 1, revision } });
		await expect(stage).toHaveAttribute('data-step', '1');
		await expect(plain.getByText(/Step 1 of/)).toBeVisible({ timeout: 25_000 });
		const head = await stage.locator('.light h3').innerText();
		await expect(plain.getByRole('heading')).toHaveText(head, { ignoreCase: true });
		await endReveal({ ctx: drive(), input: { contest: held.slug, early: true } });
		await expect(stage).toHaveCount(0);
		await expect(status).toContainText(m.tv_live());
	});

	test('is dark at night, and tells its name all the same when somebody looks for it', async ({
		open,
		portal,
	}) => {
		const night = { from: '00:00', to: '00:00', mode: 'blank' };
		const { id, token } = await pairedScreen(portal, 'Night', [WELCOME], { night });
		const context = await open('visitor', SIZE);
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.goto('/tv');
		await expect(page.locator('[data-night="blank"]')).toBeVisible();
		await portal.connections.sql`
			update displays set identify_until = now() + interval '1 minute' where id = ${id}`;
		await page.reload();
		await expect(page.getByText('Night', { exact: true })).toBeVisible();
	});

	test('of an old engine gets the same scenes drawn by the server, without any script', async ({
		open,
		portal,
	}) => {
		const { id, token } = await pairedScreen(portal, 'Old', [{ id: 'a', scene: 'board', ...LONG }]);
		const context = await open('visitor', { ...SIZE, javaScriptEnabled: false });
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.goto('/tv');
		await page.waitForURL('**/tv/plain');
		await expect(page.getByRole('row')).toHaveCount(8);
		await expect(page.getByText(/As of \d\d:\d\d/)).toBeVisible();
		// It says nothing of itself, and its owner knows of it all the same.
		const [{ report }] = (await portal.connections.sql`
			select report from displays where id = ${id}`) as unknown as [{ report: object }];
		expect(report).toMatchObject({ scene: 'board', plain: true, stale: false });
		const html = await (await page.request.get('/tv/plain')).text();
		expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="\d+"/);
		await change(portal, 'Old', [WELCOME]);
		// One with a script, but without what the modern page needs, is sent there by itself.
		const early = await open('visitor', SIZE);
		await carry(early, portal, token);
		const old = await early.newPage();
		await old.addInitScript(() => (CSS.supports = () => false));
		await old.goto('/tv');
		await old.waitForURL('**/tv/plain');
		// It asks again by itself.
		await expect(page.getByRole('heading', { name: 'Welcome, everybody' })).toBeVisible({
			timeout: 25_000,
		});
		await revoke(portal, id);
		await old.waitForURL('**/tv/pair');
	});
});

test.describe('a paired screen whose server goes away', () => {
	// Each has a portal of its own, which starts twice.
	test.describe.configure({ timeout: 90_000 });

	test('keeps showing what it had, through its own reload too, says since when, and is right again by itself', async ({
		browser,
		mortal: portal,
	}) => {
		const { id, token } = await pairedScreen(portal, 'Lobby', [{ ...WELCOME, ...LONG }]);
		const wire = new Wire(portal.url);
		await wire.mend();
		const context = await browser.newContext({ ...SIZE, baseURL: wire.url });
		await carry(context, portal, token);
		const page = await context.newPage();
		await page.goto('/tv');
		await expect(scene(page)).toHaveAttribute('data-scene', 'words');
		const parts = ['/tv', '/_app/show.js', '/tv-engine.js'];
		await expect.poll(() => kept(page)).toEqual(expect.arrayContaining(parts));

		await wire.cut();
		await expect(stale(page)).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Welcome, everybody' })).toBeVisible();
		await wire.mend();
		await expect(stale(page)).toHaveCount(0);

		await portal.kill();
		await expect(stale(page)).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Welcome, everybody' })).toBeVisible();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Welcome, everybody' })).toBeVisible();
		await expect(stale(page)).toBeVisible();

		await change(portal, 'Lobby', [{ id: 'new', scene: 'clock' }]);
		await portal.start();
		await expect(scene(page)).toHaveAttribute('data-scene', 'clock');
		await expect(stale(page)).toHaveCount(0);

		// Revoked: asked to be paired, and nothing that was shown is left behind.
		await revoke(portal, id);
		await page.reload();
		await page.waitForURL('**/tv/pair');
		const shown = /^\/(tv$|tv\/show|avatars\/|pictures\/)/;
		await expect
			.poll(async () => (await kept(page)).filter((path) => shown.test(path)))
			.toEqual([]);
		await context.close();
		await wire.cut();
	});

	test('shows its content all the while a new version is deployed, loads it once, and keeps nothing of the old', async ({
		browser,
		mortal: portal,
	}) => {
		const { token } = await pairedScreen(portal, 'Reception', [{ ...WELCOME, ...LONG }]);
		const context = await browser.newContext({ ...SIZE, baseURL: portal.url });
		await carry(context, portal, token);
		const bare: string[] = [];
		let documents = 0;
		await context.exposeFunction('bare', (what: string) => bare.push(what));
		await context.exposeFunction('arrived', () => void (documents += 1));
		// In every document of this screen: whatever is drawn without the content is told.
		await context.addInitScript((title) => {
			const look = () => {
				const text = document.querySelector('h1')?.textContent ?? '';
				if (text !== title) void (window as never as Told).bare(document.body.innerHTML);
			};
			type Told = { bare(what: string): Promise<void>; arrived(): Promise<void> };
			addEventListener('DOMContentLoaded', () => {
				look();
				// A server that is slow just then: its worker gives the page that it had, and it is tried again.
				const kept = document.documentElement.hasAttribute('data-kept');
				if (!kept) void (window as never as Told).arrived();
				new MutationObserver(look).observe(document, { childList: true, subtree: true });
			});
		}, WELCOME.settings.title);
		const page = await context.newPage();
		const next = nextVersion();
		try {
			await page.goto('/tv');
			const holds = (script: string) =>
				kept(page)
					.then((paths) => paths.some((path) => path.endsWith(script)))
					// It is between two documents.
					.catch(() => null);
			await expect.poll(() => holds(next.script.before)).toBe(true);
			expect(documents).toBe(1);

			await portal.deploy(next.home);
			const patience = { timeout: 40_000 };
			await expect.poll(() => holds(next.script.after), patience).toBe(true);
			await expect.poll(() => holds(next.script.before), patience).toBe(false);
			await expect(page.getByRole('heading', { name: WELCOME.settings.title })).toBeVisible();
			await expect(stale(page)).toHaveCount(0);
			// It knows that it has what there is, however often it asks.
			for (let round = 0; round < 3; round++) {
				const answer = page.waitForResponse('**/tv/show');
				await page.evaluate(() => dispatchEvent(new Event('online')));
				await answer;
			}
			expect(documents).toBe(2);
			expect(bare).toEqual([]);
		} finally {
			await context.close();
			next.remove();
		}
	});
});
