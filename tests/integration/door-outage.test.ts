import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '#lib/server/db/client.ts';
import { createKnowledge } from '#lib/server/door/knowledge.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aPost, aProgram } from '#tests/support/people.ts';
import { keepingLog, openDoor } from './door-support.ts';
import { WAIT } from '../support/wait.ts';

const NOWHERE = 'postgres://nobody@127.0.0.1:1/nothing';

describe('a door and an outage', () => {
	let database: TestDatabase;
	let link: Awaited<ReturnType<typeof aLink>>;
	let dataDir: string;

	beforeAll(async () => {
		database = await createTestDatabase();
		await aProgram(database, { slug: 'northwind' });
	});
	beforeEach(async () => {
		link = await aLink(database);
		dataDir = mkdtempSync(join(tmpdir(), 'laurel-outage-'));
	});
	afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
	afterAll(() => database.close());

	const verdicts = async () =>
		(
			await database.connections.sql<{ verdict: string }[]>`
				select verdict from clicks where link_id = ${link.id} order by id`
		).map(({ verdict }) => verdict);

	it('that starts without its database redirects by its snapshot, keeps the clicks, and has them counted later', async () => {
		await (await openDoor(database.url, { dataDir })).close();
		const alone = await openDoor(NOWHERE, { dataDir });
		const first = await alone.get(`/r/${link.slug}`);
		expect(first.status).toBe(302);
		expect(new URL(first.headers.location ?? '').searchParams.get('utm_campaign')).toBe(
			'northwind',
		);
		expect(alone.door.health()).toEqual({
			...{ state: 'degraded', spooled: 1 },
			detail: 'the database is away; clicks go to disk',
		});
		// From now on the database is not even asked.
		expect((await alone.get(`/r/${link.slug}`)).status).toBe(302);
		const unknown = await alone.get('/r/nobody23');
		expect([unknown.status, unknown.headers['retry-after']]).toEqual([503, '5']);
		expect((await alone.get('/r/nobody23', { method: 'HEAD' })).body).toBe('');
		await alone.close();
		const back = await openDoor(database.url, { dataDir });
		await vi.waitFor(async () => expect(await verdicts()).toEqual(['valid', 'duplicate']), {
			timeout: 5_000,
		});
		await vi.waitFor(() => expect(back.door.health()).toEqual({ state: 'ok', spooled: 0 }), WAIT);
		await back.close();
	});

	it('that starts with neither database nor snapshot says that it cannot look links up', async () => {
		const alone = await openDoor(NOWHERE, { dataDir });
		expect((await alone.get(`/r/${link.slug}`)).status).toBe(503);
		expect((await alone.get(`/r/${link.slug}`, { method: 'HEAD' })).status).toBe(503);
		await alone.close();
	});

	it('redirects and says what it lost when the database refuses a click for good', async () => {
		const door = await openDoor(database.url, { dataDir });
		await database.owner`alter table clicks add constraint refuse check (at < '2000-01-01') not valid`;
		expect((await door.get(`/r/${link.slug}`)).status).toBe(302);
		expect(door.door.health()).toEqual({
			...{ state: 'degraded', spooled: 0 },
			detail: '1 clicks could not be kept',
		});
		await database.owner`alter table clicks drop constraint refuse`;
		await door.close();
	});

	it('says that it is catching up while the clicks that it kept wait for a table', async () => {
		const door = await openDoor(database.url, { dataDir });
		const blocker = connect(database.ownerUrl, { max: 1, hotMax: 1, role: null });
		const [held, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const blocking = blocker.sql.begin(async (tx) => {
			await tx`lock table clicks in access exclusive mode`;
			locked.resolve();
			await held.promise;
		});
		await locked.promise;
		expect((await door.get(`/r/${link.slug}`)).status).toBe(302);
		await vi.waitFor(
			() => expect(door.door.health().detail).toBe('spooled clicks are being recorded'),
			{ timeout: 5_000 },
		);
		held.resolve();
		await blocking;
		await blocker.close();
		await vi.waitFor(() => expect(door.door.health()).toEqual({ state: 'ok', spooled: 0 }), {
			timeout: 5_000,
		});
		expect(await verdicts()).toEqual(['valid']);
		await door.close();
	});
});

describe('what the door knows', () => {
	let database: TestDatabase;
	let folder: string;

	beforeAll(async () => {
		database = await createTestDatabase();
	});
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'laurel-knowledge-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	afterAll(() => database.close());

	it('is little before the program is set up, and whole as soon as it is', async () => {
		const { log } = keepingLog();
		const knowledge = createKnowledge({ sql: database.connections.sql, folder, log });
		await knowledge.start();
		expect(knowledge.settings().stored).toEqual({
			...{ programSlug: '', dedupeHours: 24, internalNetworks: [], contests: [] },
		});
		await vi.waitFor(async () => {
			await aProgram(database, { slug: 'northwind', dedupeHours: 6 });
			expect(knowledge.settings().windowMs).toBe(6 * 3_600_000);
		}, WAIT);
		expect(knowledge.settings().campaignAt(Date.now())).toBe('northwind');
		await knowledge.close();
	});

	it('leaves out internal networks that are none, and names them in the log', async () => {
		await aProgram(database, { internalNetworks: ['office', '198.51.100.0/24'] });
		const { log, lines } = keepingLog();
		const knowledge = createKnowledge({ sql: database.connections.sql, folder, log });
		await knowledge.refresh();
		expect(lines).toMatchObject([{ level: 40, blocks: ['office'] }]);
		expect(knowledge.settings().networks.includes('198.51.100.7')).toBe(true);
		await knowledge.close();
	});

	it('is kept in a file for the next start, with all that a link needs', async () => {
		const { slug, id } = await aLink(database, {
			postId: (await aPost(database, { title: 'Pune opens', summary: null })).id,
		});
		const { log } = keepingLog();
		const knowledge = createKnowledge({ sql: database.connections.sql, folder, log });
		await knowledge.start();
		await knowledge.close();
		const kept = JSON.parse(readFileSync(join(folder, 'door.json'), 'utf8')) as {
			links: { id: string; slug: string; title: string; summary: string | null }[];
		};
		expect(kept.links).toContainEqual(
			expect.objectContaining({ id, slug, title: 'Pune opens', summary: null }),
		);
	});

	it('is used all the same when it cannot be kept, and the log says so', async () => {
		mkdirSync(join(folder, 'door.json', 'in-the-way'), { recursive: true });
		const { slug } = await aLink(database);
		const { log, lines } = keepingLog();
		const knowledge = createKnowledge({ sql: database.connections.sql, folder, log });
		await knowledge.start();
		// Not `peek`: as soon as the bells are heard, everything is read once more, and until then nothing is fresh.
		expect(knowledge.links.peekStale(slug)).toMatchObject({ slug });
		expect(lines.map(({ msg }) => msg)).toContain('the door’s snapshot could not be written');
		await knowledge.close();
	});

	it('is whole as soon as the database lets it read, when it could not at the start', async () => {
		await aProgram(database, { slug: 'northwind', internalNetworks: ['198.51.100.0/24'] });
		// As on a login that may not make the role: who it acts as instead is found out after the door has started.
		const pools = connect(database.url, { max: 1, hotMax: 4, role: 'laurel_nobody' });
		const { log } = keepingLog();
		const knowledge = createKnowledge({ sql: pools.sql, folder, log });
		await knowledge.start();
		expect(knowledge.settings().stored.programSlug).toBe('');
		expect(knowledge.salts.isDue(Date.now())).toBe(true);
		pools.actAs(null);
		await vi.waitFor(() => {
			expect(knowledge.settings().networks.includes('198.51.100.7')).toBe(true);
			expect(knowledge.salts.isDue(Date.now())).toBe(false);
		}, WAIT);
		await knowledge.close();
		await pools.close();
	});

	it('stays as it was when it cannot be read anew', async () => {
		const gone = connect(NOWHERE, { max: 1, hotMax: 1 });
		const { log, lines } = keepingLog();
		const knowledge = createKnowledge({ sql: gone.sql, folder, log });
		const before = knowledge.settings();
		await knowledge.refresh();
		expect(knowledge.settings()).toBe(before);
		expect(lines.map(({ msg }) => msg).sort()).toEqual([
			...['reading links failed', 'reading salts failed', 'reading settings failed'],
		]);
		await knowledge.close();
		await gone.close();
	});
});
