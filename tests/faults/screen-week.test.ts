import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from '@playwright/test';
import type { Board } from '#lib/domain/live/events.ts';
import type { Show } from '#lib/domain/displays/show.ts';
import { aBrowser } from '#tests/support/browser.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPairedScreen, screenCookies, setUp } from '#tests/support/paired.ts';
import { aContest, anAdjustment, aPerson, aProgram } from '#tests/support/people.ts';
import { scored } from '#tests/support/scored.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

const LONG = process.env.LAUREL_FAULTS_LONG === '1';
const DAY_MS = 86_400_000;
/** A day is so many looks at the screen; at each it plays a round of its scenes, second by second. */
const LOOKS_A_DAY = LONG ? 12 : 2;
const SCENES = ['board', 'podium', 'teams', 'countdown', 'join', 'clock'];
const SCENE_SECONDS = 10;
const ROUND_MS = SCENES.length * SCENE_SECONDS * 1000;

let database: TestDatabase;
let server: TestServer | undefined;
let browser: Browser | undefined;

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	const admin = await aPerson(database);
	await setUp(database.connections, admin.id);
	const endsAt = new Date(Date.now() + 30 * DAY_MS);
	const contest = await aContest(database, {
		endsAt,
		rescoreNeeded: true,
		rules: { teams: 'sum' },
	});
	for (let n = 0; n < 10; n++) {
		const { id: personId } = await aPerson(database, { team: n % 2 ? 'Red' : 'Blue' });
		await anAdjustment(database, contest.id, personId, { points: 10 * n + 10 });
	}
	[server, browser] = await Promise.all([startServer({ databaseUrl: database.url }), aBrowser()]);
	await scored(database.connections.sql);
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await database.close();
});

/** The board a while later: somebody else leads, everybody has more. */
function later(board: Board): Board {
	const rows = board.rows.map((row) => ({ ...row, points: row.points + 10 }));
	const turned = [...rows.slice(1), ...rows.slice(0, 1)];
	return {
		...board,
		version: board.version + 1,
		rows: turned.map((row, place) => ({ ...row, rank: place + 1 })),
	};
}

/** What the browser holds once it has thrown away what nothing refers to. */
async function held(page: Page): Promise<{ bytes: number; nodes: number; listeners: number }> {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
	await session.detach();
	return { bytes: usedSize, nodes, listeners: jsEventListeners };
}

it('a screen plays for a week without a reload, through moves, new leaders and a server that goes away, and grows by nothing', async () => {
	const url = server!.url;
	const context = await browser!.newContext({
		...{ viewport: { width: 1920, height: 1080 }, baseURL: url },
		...{ reducedMotion: 'reduce', serviceWorkers: 'block' },
	});
	const items = SCENES.map((scene) => ({ id: scene, scene, seconds: SCENE_SECONDS }));
	const { token } = await aPairedScreen(database.connections, database.ctx(), 'Week', items);
	await context.addCookies(screenCookies(url, token));
	const page = await context.newPage();
	// The server's clock goes as fast as the screen's, and nothing else reaches it.
	await page.clock.install();
	await page.goto('/tv');
	await page.locator('[data-scene]').waitFor();
	let show = (await (await page.request.get('/tv/show')).json()) as Show;
	expect(show.screen!.board.rows.length).toBeGreaterThan(5);
	expect(show.items).toHaveLength(SCENES.length);
	let away = false;
	await page.route('**/tv/report', (route) => route.fulfill({ json: {} }));
	await page.route('**/socket.io/**', (route) => route.abort());
	await page.route('**/tv/show', async (route) => {
		if (away) return route.abort();
		const now = await page.evaluate(() => new Date().toISOString());
		return route.fulfill({ json: { ...show, now } });
	});
	const seen = new Set<string>();
	/** A round of the scenes, and then far ahead. */
	const look = async () => {
		const screen = show.screen!;
		show = { ...show, screen: { ...screen, board: later(screen.board) } };
		for (let ms = 0; ms < ROUND_MS; ms += SCENE_SECONDS * 1000) {
			await page.clock.runFor(SCENE_SECONDS * 1000);
			seen.add((await page.locator('[data-scene]').getAttribute('data-scene'))!);
		}
		away = !away;
		await page.clock.fastForward(DAY_MS / LOOKS_A_DAY - ROUND_MS);
	};
	const day = async () => {
		for (let looks = 0; looks < LOOKS_A_DAY; looks++) await look();
		return held(page);
	};
	// What a day brings is there to stay.
	const before = await day();
	await page.evaluate(() => Object.assign(window, { sameDocument: true }));
	const days = [];
	for (let n = 0; n < 7; n++) days.push(await day());
	const after = days.at(-1)!;
	const megabytes = [before, ...days].map(({ bytes }) => (bytes / 1e6).toFixed(2));
	console.log(
		`  ${megabytes.join(', ')} MB; ${before.nodes} → ${after.nodes} nodes, ` +
			`${before.listeners} → ${after.listeners} listeners`,
	);
	expect([...seen].sort()).toEqual([...SCENES, 'leader'].sort());
	expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
	expect(await page.locator('[data-scene]').count()).toBe(1);
	expect(after.nodes).toBeLessThan(before.nodes + 300);
	expect(after.listeners).toBeLessThan(before.listeners + 20);
	expect(after.bytes).toBeLessThan(before.bytes + 1_000_000);
	await context.close();
});
