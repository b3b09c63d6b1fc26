import sharp from 'sharp';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SceneContents } from '#lib/domain/displays/content.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import { LIVE_NAMESPACE } from '#lib/domain/live/events.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { createAwarder } from '#lib/server/badges/awarder.ts';
import { requestPass } from '#lib/server/badges/pass.ts';
import { changeDisplay, identifyDisplay, reloadDisplay } from '#lib/server/displays/change.ts';
import { grantHost } from '#lib/server/displays/hosts.ts';
import { readPresentPicture } from '#lib/server/displays/picture.ts';
import { changeItems } from '#lib/server/displays/playlist-items.ts';
import { createPlaylist, deletePlaylist } from '#lib/server/displays/playlists.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { readScene } from '#lib/server/displays/scenes/registry.ts';
import { displayActor } from '#lib/server/displays/session.ts';
import { issueToken } from '#lib/server/displays/tokens.ts';
import { fetchWebPicturesWithin, readWebPicture } from '#lib/server/displays/web-pictures.ts';
import { setAppearance } from '#lib/server/people/appearance.ts';
import { readPicture } from '#lib/server/pictures/queries.ts';
import { sweepPictures } from '#lib/server/pictures/sweep.ts';
import { giveThanks } from '#lib/server/recognition/give.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { HERE, serve } from '#tests/support/outside.ts';
import * as make from '#tests/support/people.ts';
import { aPortal, type LiveSocket } from './live-portal.ts';
import { screensOf } from './displays-world.ts';

const MINUTE_MS = 60_000;
let database: TestDatabase;
let owner: Actor;
beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
	await make.anOffice(database, 'Pune');
	await make.anOffice(database, 'Lund');
	owner = make.asActor(await make.aPerson(database, { role: 'owner' }));
});
afterAll(() => database.close());

const SCREEN: Extract<Actor, { kind: 'display' }> = {
	...{ kind: 'display', contestId: null },
	id: '00000000-0000-7000-8000-000000000001',
};

/** What a scene shows on a screen without a contest. */
async function shown<Key extends SceneKey>(scene: Key, settings: object = {}, at = new Date()) {
	const about = { zone: 'Europe/Stockholm', office: null, origin: 'https://laurel.example' };
	const ctx = database.ctx(SCREEN, at);
	const content = await readScene(scene, settings, { ...about, ctx, screen: null });
	return (content?.shown ?? null) as SceneContents[Key] | null;
}

describe('the latest badges and thanks', () => {
	it('are shown newest first, of people as they chose for displays, until they are no news', async () => {
		expect(await shown('awards')).toBeNull();
		const mira = await make.aPerson(database, { name: 'Mira Holm' });
		const ana = await make.aPerson(database, { name: 'Ana Roth' });
		const as = (person: make.APerson) => database.ctx(make.asActor(person), new Date());
		await make.aClick(database, await make.aLink(database, { personId: mira.id }));
		await requestPass({ ctx: database.ctx(), input: {} });
		const { connections } = database;
		await createAwarder({
			...{ connections, ctx: () => database.ctx(), log: database.ctx().log },
		}).drain();
		await giveThanks({ ctx: as(ana), input: { to: mira.externalId, message: 'For the launch.' } });

		const both = await shown('awards');
		expect(both!.entries.map(({ kind, person }) => [kind, person.name]).sort()).toEqual([
			['badge', 'Mira Holm'],
			['thanks', 'Mira Holm'],
		]);
		const times = both!.entries.map(({ at }) => at);
		expect(times).toEqual(times.toSorted().reverse());
		expect((await shown('awards', { what: 'badges' }))!.entries).toMatchObject([{ kind: 'badge' }]);
		expect((await shown('awards', { what: 'thanks' }))!.entries).toMatchObject([
			{ kind: 'thanks', by: 'Ana Roth', message: 'For the launch.' },
		]);
		expect((await shown('awards', { top: 1 }))!.entries).toHaveLength(1);
		expect(await shown('awards', {}, new Date(Date.now() + 31 * 86_400_000))).toBeNull();

		await setAppearance({ ctx: as(ana), input: { displays: 'pseudonym' } });
		const [thanks] = (await shown('awards', { what: 'thanks' }))!.entries;
		expect(thanks).toMatchObject({ person: { name: 'Mira Holm' } });
		expect(JSON.stringify(thanks)).not.toContain('Ana');
		await setAppearance({ ctx: as(mira), input: { displays: 'hidden' } });
		expect(await shown('awards')).toBeNull();
	});
});

describe('a picture of the web', () => {
	const fetchAll = fetchWebPicturesWithin(HERE);
	const png = (width: number, background: string) =>
		sharp({ create: { width, height: 40, channels: 3, background } })
			.png()
			.toBuffer();
	const AT = new Date('2026-11-27T09:00:00Z');
	const after = (minutes: number) => new Date(AT.getTime() + minutes * MINUTE_MS);
	const fetched = (minutes: number) =>
		fetchAll({ ctx: database.ctx({ kind: 'system', name: 'test' }, after(minutes)), input: {} });
	const known = (address: string) =>
		readWebPicture({ ctx: database.ctx(SCREEN), input: { address } });

	/** A playlist that shows the picture of this address once an hour anew. */
	async function showing(address: string): Promise<string> {
		const ctx = database.ctx(owner);
		const { id } = await createPlaylist({ ctx, input: { name: address } });
		const settings = { address, minutes: 60, title: '' };
		const item = { id: 'w', scene: 'web' as const, settings, hours: null, weekdays: [] };
		await changeItems({ ctx, input: { id, change: { kind: 'add', item } } });
		return id;
	}
	const forget = (id: string) => deletePlaylist({ ctx: database.ctx(owner), input: { id } });

	it('is fetched on its schedule, kept as WebP, and stays when it cannot be had anew, which is said', async () => {
		// The first playlist is the default one, which can't be deleted.
		await createPlaylist({ ctx: database.ctx(owner), input: { name: 'Everywhere' } });
		let answer: { status: number; body: Buffer } = { status: 200, body: await png(3000, '#f00') };
		let asked = 0;
		const url = await serve((_, res) => {
			asked += 1;
			res.writeHead(answer.status, { 'content-type': 'image/png' }).end(answer.body);
		});
		const address = `${url}/chart.png`;
		const playlist = await showing(address);
		const now = (minutes: number) => shown('web', { address, minutes: 60 }, after(minutes));
		expect(await now(0)).toBeNull();

		// Two instances at once ask once.
		const ticks = await Promise.all([fetched(0), fetched(0)]);
		expect(ticks.map((tick) => tick.fetched).sort()).toEqual([0, 1]);
		expect(asked).toBe(1);
		const first = (await now(1))!;
		expect(first).toMatchObject({ asOf: null, picture: { alt: /127\.0\.0\.1/ } });
		const picture = (id: string) => readPicture({ ctx: database.ctx(SCREEN), input: { id } });
		const { type, bytes } = await picture(first.picture.id);
		expect(type).toBe('image/webp');
		expect((await sharp(bytes).metadata()).width).toBe(1920);

		expect(await fetched(30)).toEqual({ fetched: 0, failed: 0 });
		expect(await fetched(60)).toEqual({ fetched: 1, failed: 0 });
		expect((await now(61))!.picture.id).toBe(first.picture.id);

		answer = { status: 200, body: await png(400, '#0f0') };
		await fetched(120);
		const second = (await now(121))!;
		expect(second.picture.id).not.toBe(first.picture.id);
		// A screen may be loading the one before.
		await picture(first.picture.id);

		answer = { status: 503, body: Buffer.from('') };
		expect(await fetched(180)).toEqual({ fetched: 0, failed: 1 });
		expect(await now(181)).toEqual(second);
		expect(await known(address)).toMatchObject({ problem: 'status' });
		// Later and later, and the last good one stays, with its age.
		expect(await fetched(240)).toEqual({ fetched: 0, failed: 0 });
		expect(await fetched(300)).toEqual({ fetched: 0, failed: 1 });
		expect(await now(301)).toEqual({ ...second, asOf: after(120).toISOString() });

		answer = { status: 200, body: await png(400, '#00f') };
		await fetched(600);
		const third = (await now(601))!;
		expect(third.asOf).toBeNull();
		await expect(picture(first.picture.id)).rejects.toMatchObject({ code: 'not_found' });
		const old = database.ctx({ kind: 'system', name: 'test' }, after(14 * 24 * 60));
		await sweepPictures({ ctx: old, input: {} });
		await picture(third.picture.id);

		await forget(playlist);
		await fetched(601);
		expect(await known(address)).toBeNull();
		await expect(picture(third.picture.id)).rejects.toMatchObject({ code: 'not_found' });
	});

	it.each([
		['/svg', 'picture_type'],
		['/page', 'picture_type'],
		['/broken', 'picture_broken'],
		['/large', 'too_large'],
		['/gone', 'gone'],
		['/inside', 'forbidden_address'],
	])('is none where %s stands, and says why', async (path, problem) => {
		const url = await serve((req, res) => {
			if (req.url === '/svg') res.end('<svg xmlns="http://www.w3.org/2000/svg"/>');
			else if (req.url === '/page') res.end('<!doctype html><title>x</title>');
			else if (req.url === '/broken') res.end(Buffer.from('89504e470d0a1a0a00', 'hex'));
			else if (req.url === '/large') res.end(Buffer.alloc(6 * 1024 * 1024));
			else if (req.url === '/inside') res.writeHead(302, { location: 'http://10.0.0.1/x' }).end();
			else res.writeHead(404).end();
		});
		const address = url + path;
		const playlist = await showing(address);
		expect(await fetched(0)).toEqual({ fetched: 0, failed: 1 });
		expect(await known(address)).toMatchObject({ pictureId: null, problem });
		expect(await shown('web', { address })).toBeNull();
		await forget(playlist);
	});

	it('has an address of the web, or none yet', async () => {
		for (const address of ['ftp://a.example/x', 'javascript:alert(1)', 'http://a:b@c.example/'])
			await expect(showing(address)).rejects.toMatchObject({ code: 'invalid' });
		expect(await shown('web', { address: '' })).toBeNull();
	});
});

describe('the contest that screens show', () => {
	it('is the one that is revealed while that runs, though another has begun, unless it was forgotten', async () => {
		const day = 86_400_000;
		const at = (days: number) => new Date(Date.now() + days * day);
		const running = await make.aContest(database, { startsAt: at(-1), endsAt: at(5) });
		const over = await make.aContest(database, { startsAt: at(-20), endsAt: at(-10) });
		const contests = async (now = new Date()) =>
			(await displayActor(database.ctx(undefined, now), SCREEN.id)).contestIds;
		expect(await contests()).toEqual([running.id]);
		const { sql } = database.connections;
		await sql`insert into contest_reveals (contest_id, state, steps) values (${over.id}, 'running', '[]')`;
		expect(await contests()).toEqual([over.id]);
		expect(await contests(new Date(Date.now() + day / 2))).toEqual([running.id]);
		await sql`update contest_reveals set state = 'done' where contest_id = ${over.id}`;
		expect(await contests()).toEqual([running.id]);
	});
});

describe('a paired screen’s channel', () => {
	it('is its own alone, and it is cut off once it is revoked', async () => {
		const { sql } = database.connections;
		const aScreen = async (name: string) => {
			const [row] = await sql<{ id: string }[]>`
				insert into displays (id, name, paired_at) values (uuidv7(), ${name}, now()) returning id`;
			return { id: row!.id, token: await issueToken(database.ctx(), row!.id) };
		};
		const [one, other] = [await aScreen('One'), await aScreen('Other')];
		const warned = vi.spyOn(silent, 'warn');
		const portal = await aPortal(database, []);
		const open = (token: string): LiveSocket =>
			io(`${portal.url}${LIVE_NAMESPACE}`, {
				...{ transports: ['websocket'], forceNew: true, reconnection: false },
				...{ auth: { display: true }, extraHeaders: { cookie: `laurel_display=${token}` } },
			});
		const stranger = open('nonsense');
		await new Promise((resolve) => stranger.once('connect_error', resolve));

		const socket = open(one.token);
		const heard: string[] = [];
		socket.on('display', (bell) => heard.push(bell));
		const gone = new Promise((resolve) => socket.once('disconnect', resolve));
		const ask = (display: string) =>
			new Promise((resolve) => socket.emit('follow', { display }, resolve));
		// The same for one that is there and one that is not.
		const nobodys = '00000000-0000-7000-8000-000000000002';
		for (const id of [other.id, nobodys])
			expect(await ask(id)).toEqual({ ok: false, error: 'not_allowed' });
		const watch = (contest: string) =>
			new Promise((resolve) => socket.emit('watch', { contest, top: 8 }, resolve));
		const hidden = await make.aContest(database, { publishedAt: null });
		for (const contest of [hidden.slug, 'nothing'])
			expect(await watch(contest)).toEqual({ ok: false, error: 'not_found' });
		// All of it is written down, and names nobody but who asked.
		expect(warned.mock.calls.map(([first]) => first as unknown)).toEqual([
			'a screen’s socket came with a token that is good for nothing',
			...Array.from({ length: 4 }, () => ({ display: one.id })),
		]);
		expect(await ask(one.id)).toEqual({ ok: true });
		const identify = (id: string) => identifyDisplay({ ctx: database.ctx(owner), input: { id } });
		await vi.waitFor(
			async () => {
				await identify(one.id);
				expect(heard).toContain('identify');
			},
			{ timeout: 20_000, interval: 250 },
		);
		await reloadDisplay({ ctx: database.ctx(owner), input: { id: other.id } });
		await revokeDisplay({ ctx: database.ctx(owner), input: { id: one.id } });
		await gone;
		expect(heard.at(-1)).toBe('revoked');
		expect(heard).not.toContain('reload');
		stranger.close();
		await portal.close();
	});
});

describe('a screen’s present picture', () => {
	it('is for owners and the host of its office, and shows what the screen may see', async () => {
		const screens = screensOf(database);
		const { id } = await screens.paired('Stairs', 'Pune');
		const host = make.asActor(await make.aPerson(database, { externalId: 'hana' }));
		const picture = (actor: Actor) =>
			readPresentPicture({ ctx: database.ctx(actor, new Date()), input: { id } });
		await expect(picture(host)).rejects.toMatchObject({ code: 'not_allowed' });
		await grantHost({ ctx: database.ctx(owner), input: { office: 'Lund', person: 'hana' } });
		await expect(picture(host)).rejects.toMatchObject({ code: 'not_found' });
		await grantHost({ ctx: database.ctx(owner), input: { office: 'Pune', person: 'hana' } });
		const { read, plain } = await picture(host);
		expect([read.programme.display.name, plain]).toEqual(['Stairs', false]);
		const input = { id, revision: 0, settings: { plain: true } };
		await changeDisplay({ ctx: database.ctx(owner), input });
		expect((await picture(owner)).plain).toBe(true);
	});
});
