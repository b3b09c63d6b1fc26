import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_NAMESPACE, type FollowAnswer } from '#lib/domain/live/events.ts';
import { readShow } from '#lib/server/displays/show.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { takeBackShowcase } from '#lib/server/showcase/publish.ts';
import { openScan } from '#lib/server/showcase/scan.ts';
import { silent } from '#tests/support/database.ts';
import { aToken, callerOf } from './api-call.ts';
import { aPortal, type LiveSocket, type Portal } from './live-portal.ts';
import { aStage, MONTH } from './showcase-stage.ts';
import { WAIT } from '../support/wait.ts';

const stage = aStage();
const { world, as, prepare, answer, publish, titles } = stage;
let portal: Portal;
beforeAll(async () => {
	await stage.open();
	portal = await aPortal(world.db, [world.reader]);
	await prepare();
	await answer(0, 'yes');
	await answer(1, 'yes');
	await publish();
});
afterAll(async () => {
	await portal.close();
	await stage.close();
});

/** A connected page or screen; how often it was told, and how its question is answered. */
function aSocket(who: { person?: string; key?: string }) {
	const socket: LiveSocket = io(`${portal.url}${LIVE_NAMESPACE}`, {
		...{ transports: ['websocket'], forceNew: true },
		...(who.person ? { extraHeaders: { cookie: `person=${who.person}` } } : {}),
		...(who.key ? { auth: { token: who.key } } : {}),
	});
	let told = 0;
	socket.on('showcase', () => (told += 1));
	const follow = (request: unknown) =>
		new Promise<FollowAnswer>((resolve) =>
			socket.emit('follow', request as { showcase: true }, resolve),
		);
	return { follow, told: () => told, close: () => socket.close() };
}

describe('an open page of the showcase', () => {
	it('is told at once when an author takes a post back, or chooses another name, and only whoever asked', async () => {
		const page = aSocket({ person: world.reader.externalId });
		const other = aSocket({ person: world.reader.externalId });
		expect(await page.follow({ showcase: true })).toEqual({ ok: true });
		expect(await other.follow({ showcase: 'all' })).toEqual({ ok: false, error: 'invalid' });
		const before = page.told();
		await answer(1, 'no');
		await expect.poll(page.told, WAIT).toBeGreaterThan(before);
		expect(await titles()).toEqual(['Story 1']);
		for (const surface of ['showcase', 'displays'] as const) {
			const then = page.told();
			const ctx = as(world.authors[0]!.person);
			await setAppearance({ ctx, input: { [surface]: 'pseudonym' } });
			await expect.poll(page.told, WAIT).toBeGreaterThan(then);
			await setAppearance({ ctx, input: { [surface]: 'name' } });
		}
		expect(other.told()).toBe(0);
		page.close();
		other.close();
	});

	it('is nothing that the key of a screen opens', async () => {
		const screen = aSocket({ key: 'any' });
		expect(await screen.follow({ showcase: true })).toEqual({ ok: false, error: 'not_allowed' });
		screen.close();
	});
});

describe('a screen that is rung', () => {
	it('gets what is there now, not what screens beside it were shown half a second ago', async () => {
		// One instant for both looks: within the second for which what screens share is kept.
		const ctx = {
			...{ db: world.db.connections.db, now: stage.now(), log: silent },
			actor: { kind: 'display' as const, id: world.screen, contestId: null, contestIds: [] },
		};
		const shown = async () => JSON.stringify((await readShow({ ctx, input: {} })).items);
		expect(await shown()).toContain('Story 1');
		await answer(0, 'no');
		await expect.poll(shown, WAIT).not.toContain('Story 1');
	});
});

describe('a program with a token of reading', () => {
	it('reads what is published and agreed to now, and is not told who has another name anywhere', async () => {
		await answer(0, 'yes');
		await answer(1, 'yes');
		await answer(2, 'yes');
		const author = world.authors[1]!.person;
		await setAppearance({ ctx: as(author), input: { boards: 'pseudonym' } });
		// Where a copied link was pasted nobody knows.
		const { person: named, link } = world.authors[0]!;
		await world.db.connections.sql`update links set network = 'link' where id = ${link.id}`;
		const now = new Date();
		const call = callerOf(world.db, { now, token: await aToken(world.db, now, ['read']) });
		expect((await call('GET', '/api/v1/showcases')).body).toEqual({
			...{ showcases: [{ month: MONTH }], nextCursor: null },
		});
		const read = async () => (await call('GET', `/api/v1/showcases/${MONTH}`)).body;
		const { posts } = await read();
		expect(posts).toMatchObject([
			{ place: 1, title: 'Story 1', person: named.externalId, network: null, clicks: 9 },
			{ place: 2, title: 'Story 2', person: 'not-told', network: null, clicks: null },
			{ place: 3, title: 'Story 3', network: 'LinkedIn', conversations: 0 },
		]);
		expect(JSON.stringify(posts)).not.toContain(author.externalId);
		await answer(2, 'no');
		expect(JSON.stringify(await read())).not.toContain('Story 3');
		const { revision } = await stage.desk();
		await takeBackShowcase({ ctx: as(world.manager), input: { month: MONTH, revision } });
		expect((await call('GET', '/api/v1/showcases')).body.showcases).toEqual([]);
		for (const month of [MONTH, '2026-13', 'x'])
			expect((await call('GET', `/api/v1/showcases/${month}`)).status).toBe(404);
		await publish();
	});
});

describe('the code of a post on a poster', () => {
	it('leads on however often it is scanned, and counts no more than a crowd would', async () => {
		const { code } = (await stage.page())!.posts[0]!;
		const userAgent =
			'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';
		const at = stage.now();
		const scan = (now: Date) =>
			openScan({
				ctx: world.db.ctx({ kind: 'visitor' }, now),
				input: { code, request: { method: 'GET', userAgent } },
			});
		for (let n = 0; n < 125; n++) expect(await scan(at)).toMatch(/utm_source=poster/);
		const counted = async () => {
			const [row] = await world.db.connections.sql<{ n: number }[]>`
				select sum(scans)::int as n from showcase_scans`;
			return row!.n;
		};
		expect(await counted()).toBe(120);
		await scan(new Date(at.getTime() + 60_000));
		expect(await counted()).toBe(121);
	});
});

describe('a curator’s save', () => {
	it('is written down with what it changed, and not where it changed nothing', async () => {
		const pin = { 'Story 7': { decision: 'pin' as const, place: 1 } };
		await stage.curate(pin);
		await stage.curate(pin);
		const reason = 'The customer asked us to wait.';
		await stage.curate({ ...pin, 'Story 2': { decision: 'out', reason } });
		const written = await world.db.connections.sql<{ actor: string; details: object }[]>`
			select actor, details from audit_entries
			where action = 'showcase.curated' and target = ${`showcase:${MONTH}`} order by seq`;
		const nothing = { place: null, comment: '', reason: '' };
		const by = `person:${world.manager.id}`;
		const first = { ...nothing, title: 'Story 7', decision: 'pin', place: 1 };
		expect(written).toEqual([
			{ actor: by, details: { intro: 'Well done.', posts: [first] } },
			{
				actor: by,
				details: { posts: [{ ...nothing, title: 'Story 2', decision: 'out', reason }] },
			},
		]);
	});
});
