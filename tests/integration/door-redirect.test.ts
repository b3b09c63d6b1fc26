import { sql } from 'drizzle-orm';
import { connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aPost, aProgram } from '#tests/support/people.ts';
import { ask, BROWSER, openDoor, type OpenDoor } from './door-support.ts';
import { WAIT } from '../support/wait.ts';

describe('the door', () => {
	let database: TestDatabase;
	let door: OpenDoor;
	let owner: Awaited<ReturnType<typeof aPerson>>;
	const sessions = new Map<string, string>();

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database, { slug: 'northwind', internalNetworks: ['198.51.100.0/24'] });
		owner = await aPerson(database);
		door = await openDoor(database.url, {
			trustedProxies: 1,
			identify: (cookie) => {
				const personId = sessions.get(/laurel_session=(\w+)/.exec(cookie ?? '')?.[1] ?? '');
				return Promise.resolve(personId ? { personId } : null);
			},
		});
	});
	afterAll(async () => {
		await door.close();
		await database.close();
	});

	const newLink = async (post: Parameters<typeof aPost>[1] = {}) =>
		aLink(database, { personId: owner.id, postId: (await aPost(database, post)).id });
	const clicksOf = async (linkId: string) =>
		[
			...(await database.connections.db.execute<{
				id: string;
				verdict: string;
				visitor: string | null;
			}>(sql`select id, verdict, visitor from clicks where link_id = ${linkId} order by id`)),
		].map((row) => ({ ...row }));
	const verdictsOf = async (linkId: string) =>
		(await clicksOf(linkId)).map(({ verdict }) => verdict);
	/** Another visitor each time. */
	let visitors = 0;
	const from = (address = `203.0.113.${++visitors}`) => ({ 'x-forwarded-for': address });

	it('answers 302 with exactly the headers of the contract, and stores the click under the id that it gives out', async () => {
		const link = await newLink({ url: 'https://www.example.com/story?x=1&utm_medium=blog#read' });
		const { status, headers, body } = await door.get(`/r/${link.slug}?fbclid=1`, {
			headers: from(),
		});
		expect(status).toBe(302);
		expect(body).toBe('');
		const clicks = await clicksOf(link.id);
		expect(clicks).toEqual([
			{ id: expect.any(String), verdict: 'valid', visitor: expect.stringMatching(/^[\w-]{22}$/) },
		]);
		expect(headers.location).toBe(
			`https://www.example.com/story?x=1&utm_medium=blog&utm_source=linkedin&utm_campaign=northwind&utm_content=${link.slug}&lrl=${clicks[0]?.id}#read`,
		);
		expect(headers['cache-control']).toBe('no-store');
		expect(headers['referrer-policy']).toBe('no-referrer-when-downgrade');
		expect(headers['x-robots-tag']).toBe('noindex');
		expect(headers['set-cookie']).toBeUndefined();
	});

	it('takes the running contest for the campaign as soon as there is one', async () => {
		const link = await newLink();
		const campaign = async () =>
			new URL(
				(await door.get(`/r/${link.slug}`, { headers: from() })).headers.location ?? '',
			).searchParams.get('utm_campaign');
		expect(await campaign()).toBe('northwind');
		const contest = await aContest(database);
		await vi.waitFor(async () => expect(await campaign()).toBe(contest.slug), WAIT);
		await database.connections.db.execute(sql`update contests set final_at = now()`);
		await vi.waitFor(async () => expect(await campaign()).toBe('northwind'), WAIT);
	});

	it('serves a post’s changed address right after the change, and a link right after it is made', async () => {
		const link = await newLink({ url: 'https://www.example.com/old' });
		const path = async () =>
			new URL((await door.get(`/r/${link.slug}`, { headers: from() })).headers.location ?? '')
				.pathname;
		expect(await path()).toBe('/old');
		await database.connections.db.execute(
			sql`update posts set url = 'https://www.example.com/new' where id = ${link.postId}`,
		);
		await vi.waitFor(async () => expect(await path()).toBe('/new'), { ...WAIT, interval: 5 });

		expect((await door.get('/r/notyet')).status).toBe(404);
		await aLink(database, { slug: 'notyet', personId: owner.id });
		await vi.waitFor(
			async () => expect((await door.get('/r/notyet', { headers: from() })).status).toBe(302),
			WAIT,
		);
	});

	it('counts a visitor once, another browser or another address as somebody else', async () => {
		const link = await newLink();
		const open = (headers: Record<string, string>) => door.get(`/r/${link.slug}`, { headers });
		await open(from('192.0.2.1'));
		await open(from('192.0.2.1'));
		await open({ ...from('192.0.2.1'), 'user-agent': BROWSER.replace('142', '141') });
		await open(from('192.0.2.2'));
		expect(await verdictsOf(link.id)).toEqual(['valid', 'duplicate', 'valid', 'valid']);
	});

	it('does not tell one visitor’s clicks on two links for the same visitor’s', async () => {
		const [one, two] = [await newLink(), await newLink()];
		await door.get(`/r/${one.slug}`, { headers: from('192.0.2.9') });
		await door.get(`/r/${two.slug}`, { headers: from('192.0.2.9') });
		const [a, b] = [await clicksOf(one.id), await clicksOf(two.id)];
		expect(a[0]?.visitor).not.toBe(b[0]?.visitor);
	});

	it.each<[string, string, Record<string, string>]>([
		['bot', 'GET', { 'user-agent': 'curl/8.11.1' }],
		['bot', 'GET', { 'user-agent': '' }],
		['prefetch', 'GET', { 'sec-purpose': 'prefetch;prerender' }],
		['prefetch', 'GET', { purpose: 'prefetch' }],
		['prefetch', 'HEAD', {}],
		['internal', 'GET', { 'x-forwarded-for': '198.51.100.77' }],
		['internal', 'GET', { 'x-forwarded-for': '::ffff:198.51.100.78' }],
		['valid', 'GET', { 'x-forwarded-for': '198.51.100.77, 203.0.113.250' }],
	])(
		'stores the verdict %s for %s %j, and redirects all the same',
		async (verdict, method, headers) => {
			const link = await newLink();
			const answer = await door.get(`/r/${link.slug}`, {
				method,
				headers: { ...from(), ...headers },
			});
			expect(answer.status).toBe(302);
			expect(answer.headers.location).toContain('lrl=');
			const clicks = await clicksOf(link.id);
			expect(clicks.map((click) => click.verdict)).toEqual([verdict]);
			if (verdict !== 'valid') expect(clicks[0]?.visitor).toBeNull();
		},
	);

	it('knows the owner and colleagues by their session, and a stranger’s cookie for nothing', async () => {
		const link = await newLink();
		const colleague = await aPerson(database);
		sessions.set('mine', owner.id).set('theirs', colleague.id);
		for (const cookie of ['laurel_session=mine', 'a=b; __Host-laurel_session=theirs', 'x=y']) {
			await door.get(`/r/${link.slug}`, { headers: { ...from(), cookie } });
		}
		expect(await verdictsOf(link.id)).toEqual(['self', 'internal', 'valid']);
	});

	it('gives a link-preview crawler the post’s card, uncounted', async () => {
		const picture = '/pictures/01900000-0000-7000-8000-000000000000';
		const link = await newLink({
			...{ title: 'Pune <opens>', summary: 'New & "big"', imageUrl: picture },
		});
		const { status, headers, body } = await door.get(`/r/${link.slug}`, {
			headers: { ...from(), 'user-agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0)' },
		});
		expect(status).toBe(200);
		expect(headers['content-type']).toBe('text/html; charset=utf-8');
		expect(headers['cache-control']).toBe('no-store');
		expect(body).toContain('<meta property="og:title" content="Pune &lt;opens&gt;">');
		expect(body).toContain(`content="https://laurel.example.com/r/${link.slug}"`);
		expect(body).toContain(
			`<meta property="og:image" content="https://laurel.example.com${picture}.jpg">`,
		);
		expect(await verdictsOf(link.id)).toEqual(['bot']);
	});

	it('stores no more than fifty uncounted requests of a link and hour, and goes on answering', async () => {
		const link = await newLink();
		const answers = await Promise.all(
			Array.from({ length: 60 }, () =>
				door.get(`/r/${link.slug}`, { headers: { 'user-agent': 'curl/8.11.1' } }),
			),
		);
		expect(answers.every(({ status }) => status === 302)).toBe(true);
		expect(await verdictsOf(link.id)).toHaveLength(50);
	});

	it.each([
		['/r/nobody23', 404],
		['/r/', 404],
		['/r/a/b', 404],
		['/r/..%2fetc', 404],
		['/r/%E0%A4%A', 400],
		['/r/%00', 404],
		['/r/a%20b', 404],
		[`/r/${'a'.repeat(8192)}`, 414],
		[`/r/${'%61'.repeat(2000)}`, 414],
		['/r/https://evil.example/', 404],
	])('refuses %s with %i and a sentence', async (path, status) => {
		const answer = await door.get(path);
		expect(answer.status).toBe(status);
		expect(answer.headers.location).toBeUndefined();
		expect(answer.body).toMatch(/^[A-Z].*\.\n$/);
	});

	it('answers other methods with 405 and Allow, OPTIONS with 204, and stores nothing', async () => {
		const link = await newLink();
		for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
			const answer = await door.get(`/r/${link.slug}`, { method });
			expect(answer.status).toBe(405);
			expect(answer.headers.allow).toBe('GET, HEAD');
		}
		const answer = await door.get(`/r/${link.slug}`, { method: 'OPTIONS' });
		expect(answer.status).toBe(204);
		expect(answer.headers['access-control-allow-origin']).toBeUndefined();
		expect(await verdictsOf(link.id)).toEqual([]);
	});

	it('survives odd bytes on the wire', async () => {
		const talk = (bytes: Buffer) =>
			new Promise<string>((resolve, reject) => {
				const socket = connectSocket(door.port, '127.0.0.1', () => socket.end(bytes));
				let heard = '';
				socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
				socket.on('close', () => resolve(heard)).on('error', reject);
			});
		const requests = [
			Buffer.from('GET /r/\xff\xfe\x80 HTTP/1.1\r\nHost: x\r\n\r\n', 'latin1'),
			Buffer.from('GET /r/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n'),
			Buffer.from('GET /r/a\tb HTTP/1.1\r\nHost: x\r\n\r\n'),
			Buffer.from('GET /r/abc HTTP/1.1\r\nHost: x\r\nUser-Agent: \xe9\x00\r\n\r\n', 'latin1'),
		];
		for (const bytes of requests) expect(await talk(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
	});

	it('never answers an address that is not http or https, even if one got into the table', async () => {
		const link = await newLink();
		await database.connections.db.execute(
			sql`update posts set url = 'javascript:alert(1)' where id = ${link.postId}`,
		);
		await vi.waitFor(async () => {
			const answer = await door.get(`/r/${link.slug}`, { headers: from() });
			expect(answer.status).toBe(404);
			expect(answer.headers.location).toBeUndefined();
		}, WAIT);
	});

	it('stores no address: neither the visitor’s nor a part of it is anywhere in the database', async () => {
		const link = await newLink();
		await door.get(`/r/${link.slug}`, { headers: from('203.0.113.199') });
		const rows = await database.connections.db.execute(
			sql`select c.*, v.* from clicks c left join visits v using (link_id, visitor) where link_id = ${link.id}`,
		);
		expect(rows).toHaveLength(1);
		expect(JSON.stringify(rows)).not.toContain('203.0.113');
	});

	it('believes no forwarding header when no proxy is trusted', async () => {
		const link = await newLink();
		const strict = await openDoor(database.url);
		try {
			for (const address of ['198.51.100.1', '203.0.113.77', '203.0.113.78']) {
				await ask(strict.port, `/r/${link.slug}`, { headers: from(address) });
			}
			expect(await verdictsOf(link.id)).toEqual(['valid', 'duplicate', 'duplicate']);
		} finally {
			await strict.close();
		}
	});

	it('counts one visitor once when two hundred of its clicks come through two doors at the same time', async () => {
		const link = await newLink();
		const other = await openDoor(database.url, { trustedProxies: 1 });
		try {
			const headers = from('192.0.2.200');
			const answers = await Promise.all(
				Array.from({ length: 200 }, (_, i) =>
					ask((i % 2 ? door : other).port, `/r/${link.slug}`, { headers }),
				),
			);
			expect(answers.every(({ status }) => status === 302)).toBe(true);
			const verdicts = await verdictsOf(link.id);
			expect(verdicts).toHaveLength(200);
			expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(1);
			const marks = await database.connections.db.execute(
				sql`select 1 from marks where person_id = ${link.personId}`,
			);
			expect(marks.length).toBeGreaterThan(0);
		} finally {
			await other.close();
		}
	});
});
