import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { sql } from 'drizzle-orm';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPortal, Screen, type Portal } from './live-portal.ts';
import { aWorld, type World } from './scoring-world.ts';

let db: TestDatabase;
let world: World;
let portal: Portal;

beforeAll(async () => {
	db = await createTestDatabase({ hotMax: 12 });
	world = await aWorld(db);
	portal = await aPortal(db, world.people);
});
afterAll(async () => {
	await portal.close();
	await db.close();
});

const person = () => world.people[0]!.externalId;
const screen = (who: { person?: string; key?: string }) =>
	new Screen(portal, world.contest.slug, who);

/** A bare websocket, upgraded by hand; null when the upgrade is refused. */
function upgrade(headers: Record<string, string>): Promise<Duplex | null> {
	return new Promise((resolve) => {
		const req = request(`${portal.url}/socket.io/?EIO=4&transport=websocket`, {
			headers: {
				...{ connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' },
				...{ 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
			},
		});
		req.on('upgrade', (_, socket) => resolve(socket));
		req.on('response', (res) => {
			res.resume();
			resolve(null);
		});
		req.on('error', () => resolve(null));
		req.end();
	});
}

/** How a handshake from a page of `origin` is answered. */
async function handshake(origin: string | undefined): Promise<'open' | 'refused'> {
	const socket = await upgrade(origin === undefined ? {} : { origin });
	socket?.destroy();
	return socket ? 'open' : 'refused';
}

/** A short text frame, masked with zeros. */
const frame = (text: string) => {
	const payload = Buffer.from(text);
	return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
};

describe('the gateway', () => {
	it('lets pages of its own host and of the public address in, and no others', async () => {
		expect(await handshake(portal.url)).toBe('open');
		expect(await handshake('https://portal.example')).toBe('open');
		expect(await handshake(undefined)).toBe('open');
		expect(await handshake('https://evil.example')).toBe('refused');
		expect(await handshake('null')).toBe('refused');
	});

	it('refuses whoever is not signed in', async () => {
		const visitor = screen({});
		const error = await new Promise<Error>((resolve) =>
			visitor.socket.on('connect_error', resolve),
		);
		expect(error.message).toBe('not_signed_in');
		visitor.close();
	});

	it('answers malformed questions with a refusal and goes on', async () => {
		const one = screen({ person: person() });
		await one.shows(() => one.board !== null);
		const ask = (...args: unknown[]) =>
			new Promise((resolve) =>
				(one.socket as unknown as { emit(...all: unknown[]): void }).emit(
					'watch',
					...args,
					resolve,
				),
			);
		for (const odd of [
			null,
			7,
			'x',
			[],
			{},
			{ contest: 5 },
			{ contest: 'x'.repeat(500) },
			{ contest: 'a', top: 1e9 },
		]) {
			expect(await ask(odd)).toEqual({ ok: false, error: 'invalid' });
		}
		expect(await ask({ contest: 'nowhere' })).toEqual({ ok: false, error: 'not_found' });
		const raw = one.socket as unknown as { emit(...all: unknown[]): void };
		raw.emit('watch');
		raw.emit('watch', { contest: world.contest.slug }, 'no function');
		raw.emit('unwatch', null);
		raw.emit('made-up', { any: 'thing' });
		expect(await one.ask()).toMatchObject({ ok: true });
		one.close();
	});

	it('survives bytes that are no packet of its protocol', async () => {
		const socket = (await upgrade({ cookie: `person=${person()}` }))!;
		// The server says goodbye with a close frame (RFC 6455, opcode 8); no other byte of its is above ASCII.
		const closed = new Promise<void>((resolve) => {
			socket.on('data', (chunk: Buffer) => (chunk.includes(0x88) ? resolve() : undefined));
		});
		socket.write(frame('40/live,'));
		socket.write(frame('42/live,["watch"'));
		socket.write(frame('\u0000\uffff{{{'));
		await closed;
		socket.destroy();
		const after = screen({ person: person() });
		await after.shows(() => after.board !== null);
		after.close();
	});

	it('limits how often a socket may ask', async () => {
		const one = screen({ person: person() });
		await one.shows(() => one.board !== null);
		const answers = await Promise.all(Array.from({ length: 40 }, () => one.ask()));
		expect(answers.filter((answer) => answer.ok).length).toBeLessThan(30);
		expect(answers.at(-1)).toEqual({ ok: false, error: 'too_many' });
		one.close();
	});

	it('shows a display its contest only, and cuts it off within seconds once revoked', async () => {
		const other = await aWorld(db);
		portal.displays.set('key', { id: 'd', contestId: world.contest.id });
		const tv = screen({ key: 'key' });
		await tv.shows(() => tv.board !== null);
		const elsewhere = new Screen(portal, other.contest.slug, { key: 'key' });
		await new Promise((resolve) => elsewhere.socket.once('connect', () => resolve(null)));
		expect(await elsewhere.ask()).toEqual({ ok: false, error: 'not_found' });
		elsewhere.close();
		const unknown = screen({ key: 'made up' });
		await new Promise((resolve) => unknown.socket.once('connect', () => resolve(null)));
		expect(await unknown.ask()).toEqual({ ok: false, error: 'not_allowed' });
		unknown.close();
		const cut = new Promise((resolve) => tv.socket.once('disconnect', resolve));
		portal.displays.delete('key');
		expect(await cut).toBe('io server disconnect');
	});

	it('cuts a person off as soon as their session ends', async () => {
		const { id, externalId } = world.people[1]!;
		const one = screen({ person: externalId });
		const another = screen({ person: person() });
		await Promise.all([one, another].map((each) => each.shows(() => each.board !== null)));
		const cut = new Promise((resolve) => one.socket.once('disconnect', resolve));
		portal.signedIn.delete(externalId);
		await db.connections.db.execute(sql`select pg_notify('sessions', ${`person:${id}`})`);
		expect(await cut).toBe('io server disconnect');
		expect(await another.ask()).toMatchObject({ ok: true });
		another.close();
	});

	it('hides a draft from those who may not write contests', async () => {
		const draft = await aWorld(db);
		await db.connections.db.execute(
			sql`update contests set published_at = null where id = ${draft.contest.id}`,
		);
		const socket = io(`${portal.url}/live`, {
			transports: ['websocket'],
			extraHeaders: { cookie: `person=${person()}` },
		});
		const answer = await socket.emitWithAck('watch', { contest: draft.contest.slug, top: 5 });
		expect(answer).toEqual({ ok: false, error: 'not_found' });
		socket.disconnect();
	});
});
