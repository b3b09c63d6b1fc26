import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { ask, BROWSER, openDoor, type OpenDoor } from './door-support.ts';

const CRAWLER = 'LinkedInBot/1.0 (compatible; Mozilla/5.0)';

describe('a door whose portal has moods', () => {
	let database: TestDatabase;
	let door: OpenDoor;
	let link: Awaited<ReturnType<typeof aLink>>;
	let identify: () => Promise<{ personId: string } | null>;
	let asked = 0;

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database);
		door = await openDoor(database.url, {
			origin: null,
			identify: () => {
				asked++;
				return identify();
			},
		});
	});
	beforeEach(async () => {
		asked = 0;
		identify = () => Promise.resolve(null);
		link = await aLink(database);
	});
	afterAll(async () => {
		await door.close();
		await database.close();
	});

	const verdicts = async () =>
		(
			await database.connections.sql<{ verdict: string }[]>`
				select verdict from clicks where link_id = ${link.id} order by id`
		).map(({ verdict }) => verdict);
	const signedIn = { cookie: 'laurel_session=mine' };

	it('does not count a click of a session that cannot be read, since it may be the owner’s', async () => {
		identify = () => Promise.reject(new Error('The sessions are away.'));
		const { status } = await door.get(`/r/${link.slug}`, { headers: signedIn });
		expect(status).toBe(302);
		expect(await verdicts()).toEqual(['internal']);
	});

	it('lets nobody wait for a session that takes too long', async () => {
		identify = () => new Promise(() => undefined);
		// Who waited for it would never be answered.
		const { status } = await door.get(`/r/${link.slug}`, { headers: signedIn });
		expect([asked, status]).toEqual([1, 302]);
		expect(await verdicts()).toEqual(['internal']);
	});

	it('counts whoever has a session that is over like any visitor', async () => {
		expect((await door.get(`/r/${link.slug}`, { headers: signedIn })).status).toBe(302);
		expect([asked, await verdicts()]).toEqual([1, ['valid']]);
	});

	it('answers 503 and not 500 when the check itself breaks, and the next visitor is served', async () => {
		identify = () => {
			throw new Error('A defect.');
		};
		const broken = await door.get(`/r/${link.slug}`, { headers: signedIn });
		expect(broken.status).toBe(503);
		expect(broken.headers['retry-after']).toBe('5');
		expect(broken.body).toMatch(/try again/);
		expect((await door.get(`/r/${link.slug}`)).status).toBe(302);
	});

	it('never asks for the session behind a slug that is nobody’s', async () => {
		for (let i = 0; i < 3; i++) {
			const answer = await door.get('/r/nobody99', { method: 'HEAD', headers: signedIn });
			expect([answer.status, answer.body]).toEqual([404, '']);
		}
		expect(asked).toBe(0);
	});

	it('names in a card the host that was asked, and nothing that is no host', async () => {
		const card = async (host: string) => {
			const headers = { 'user-agent': CRAWLER, host };
			return (await door.get(`/r/${link.slug}`, { headers })).body;
		};
		expect(await card('laurel.internal:8080')).toContain(
			`content="http://laurel.internal:8080/r/${link.slug}"`,
		);
		expect(await card('evil"><script>')).toContain(`property="og:url" content="/r/${link.slug}"`);
	});

	it('gives a crawler that asks with HEAD the card’s headers alone', async () => {
		const headers = { 'user-agent': CRAWLER };
		const whole = await door.get(`/r/${link.slug}`, { headers });
		const head = await door.get(`/r/${link.slug}`, { method: 'HEAD', headers });
		expect(head.status).toBe(200);
		expect(head.body).toBe('');
		expect(head.headers['content-length']).toBe(String(Buffer.byteLength(whole.body)));
	});

	it('takes a program that names no user agent for a robot', async () => {
		const status = await new Promise((resolve, reject) => {
			const path = `/r/${link.slug}`;
			request({ host: '127.0.0.1', port: door.port, path }, (res) => {
				res.resume();
				resolve(res.statusCode);
			})
				.on('error', reject)
				.end();
		});
		expect([status, await verdicts()]).toEqual([302, ['bot']]);
	});

	it('still tells robots from browsers after more user agents than it remembers', async () => {
		const many = Array.from({ length: 2_100 }, (_, i) => `curl/8.${i}`);
		while (many.length > 0) {
			await Promise.all(
				many.splice(0, 100).map((agent) => {
					const headers = { 'user-agent': agent };
					return ask(door.port, `/r/${link.slug}`, { headers });
				}),
			);
		}
		const long = `${BROWSER} ${'x'.repeat(600)}`;
		for (const agent of [BROWSER, long, long]) {
			await ask(door.port, `/r/${link.slug}`, { headers: { 'user-agent': agent } });
		}
		const counted = (await verdicts()).filter((verdict) => verdict !== 'bot');
		expect(counted).toEqual(['valid', 'valid', 'duplicate']);
	});

	it('answers 503 to a request that cannot even be read', () => {
		const answered: number[] = [];
		const res = {
			headersSent: false,
			writeHead: (status: number) => answered.push(status),
			end: () => undefined,
		};
		const req = {
			method: 'GET',
			get url(): string {
				throw new Error('The request is gone.');
			},
		};
		door.door.handle(req as never, res as never);
		expect(answered).toEqual([503]);
		// An answer that has begun is not begun again.
		door.door.handle(req as never, { ...res, headersSent: true } as never);
		expect(answered).toEqual([503]);
	});
});
