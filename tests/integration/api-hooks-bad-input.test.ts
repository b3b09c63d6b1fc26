import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { hookSender, type SentHook } from './hooks-world.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const MB = 1024 * 1024;

let database: TestDatabase;
let crm: { source: string; secret: string };
let send: ReturnType<typeof hookSender>;
let slug: string;
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	const { name, secret } = await createHookSource({ ctx: database.ctx(), input: { name: 'crm' } });
	crm = { source: name, secret };
	send = hookSender(database, NOW);
	({ slug } = await aLink(database));
});
afterAll(() => database.close());

const like = (over: object = {}) => ({
	...{ type: 'reading', id: `like-${++n}`, slug, at: '2026-06-14T12:00:00Z', metric: 'like' },
	...{ total: 3, ...over },
});
const lead = (over: object = {}) => ({
	...{ type: 'conversion', id: `lead-${++n}`, slug, at: '2026-06-14T12:00:00Z', kind: 'lead' },
	...over,
});
const messages = async () =>
	(await database.connections.sql`select message_id from hook_messages`).length;

describe('a signed message with a wrong event among right ones', () => {
	it.each([
		['an unknown link', () => like({ slug: 'nowhere' }), 'unknown_link'],
		['an unknown click', () => lead({ slug: undefined, click: 'no' }), 'unknown_link'],
		['an unknown metric', () => like({ metric: 'share' }), 'invalid'],
		['a negative total', () => like({ total: -1 }), 'invalid'],
		['a fractional total', () => like({ total: 1.5 }), 'invalid'],
		['the far past', () => like({ at: '1970-01-01T00:00:00Z' }), 'too_old'],
		['the far future', () => like({ at: '9999-12-31T23:59:59Z' }), 'in_future'],
		['an id of 10 kB', () => like({ id: 'x'.repeat(10_000) }), 'invalid'],
		['an id with NUL', () => like({ id: 'a\0b' }), 'invalid'],
		['half a surrogate', () => like({ id: 'a\ud800' }), 'invalid'],
		['__proto__', () => JSON.parse('{"__proto__": {"type": "reading"}}') as object, 'invalid'],
	])('%s: tells its place and reason, and takes the others', async (_, make, reason) => {
		const body = JSON.stringify({ events: [like(), make(), lead()] });
		const { status, answer } = await send({ ...crm, body });
		expect([status, answer.accepted, answer.duplicates]).toEqual([200, 2, 0]);
		expect(answer.rejected).toMatchObject([{ index: 1, reason }]);
	});

	it('keeps odd text as it was sent', async () => {
		const odd = ['🦄', '\u202Eevil', 'e\u0301', 'é', ' x ', '\u200B', '=1+1', "'; --"];
		const body = JSON.stringify({ events: odd.map((id) => like({ id })) });
		expect((await send({ ...crm, body })).answer).toMatchObject({ accepted: odd.length });
		const rows = await database.connections.sql`
			select external_id from readings where external_id = any(${odd})`;
		expect(rows.map((row) => row.external_id as string).sort()).toEqual([...odd].sort());
	});
});

describe('a signed message with a wrong body', () => {
	const events = (): string => JSON.stringify({ events: [like()] });
	const padded = (bytes: number) =>
		Buffer.concat([Buffer.from(events()), Buffer.alloc(bytes, 0x20)]);
	const wrong: [string, () => SentHook['body'], Record<string, string>, number][] = [
		['another type', events, { 'content-type': 'text/csv' }, 415],
		['a form’s type', events, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
		['no type', events, { 'content-type': '' }, 415],
		['a bomb', () => gzipSync(padded(16 * MB)), { 'content-encoding': 'gzip' }, 413],
		['packed as it does not say', events, { 'content-encoding': 'gzip' }, 422],
		['packed as nobody knows', events, { 'content-encoding': 'zstd' }, 415],
		['half a JSON', () => '{"events":[', {}, 422],
		['UTF-16', () => Buffer.from(events(), 'utf16le'), {}, 422],
		['bytes that are no UTF-8', () => Buffer.from([0x22, 0xff, 0x22]), {}, 422],
		['lists in 100,000 lists', () => '['.repeat(100_000), {}, 422],
		['objects in 50,000 objects', () => `{"events":${'{"a":'.repeat(50_000)}`, {}, 422],
		['5,001 events', () => JSON.stringify({ events: Array(5001).fill(0) }), {}, 422],
		['a field that nobody knows', () => '{"events":[],"points":9}', {}, 422],
		['nothing', () => '', {}, 422],
		['8 MB and more', () => padded(8 * MB), {}, 413],
		['less than it says', events, { 'content-length': '99999999' }, 413],
	];
	it.each(wrong)('%s is refused, and remembered by nobody', async (_, make, headers, status) => {
		const before = await messages();
		const id = `wrong-${++n}`;
		const { status: given, answer } = await send({ ...crm, id, body: make() }, headers);
		expect([given, answer.status]).toEqual([status, status]);
		expect(await messages()).toBe(before);
		expect((await send({ ...crm, id, body: events() })).answer.accepted).toBe(1);
	});

	it('is none when it is packed and signed as it was sent', async () => {
		const plain = events();
		const packed = { ...crm, body: gzipSync(plain) };
		const { status, answer } = await send(packed, { 'content-encoding': 'gzip' });
		expect([status, answer.accepted]).toEqual([200, 1]);
		const { answer: again } = await send({ ...crm, id: 'another', body: plain });
		expect([again.accepted, again.duplicates]).toEqual([0, 1]);
	});

	it('without an end is left after 8 MB, before anybody asks for its signature', async () => {
		let given = 0;
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				given += 65_536;
				controller.enqueue(new Uint8Array(65_536).fill(0x20));
			},
		});
		expect((await send({ ...crm, body })).status).toBe(413);
		expect(given).toBeLessThan(9 * MB);
	});
});

describe('a message of a stranger', () => {
	it.each([
		['a name of 10 kB', { source: 'x'.repeat(10_000) }, {}, 422],
		['a name of odd text', { source: "crm'; --" }, {}, 401],
		['signatures of 10 kB', {}, { 'webhook-signature': 'v1,AAAA '.repeat(1250) }, 422],
		['a secret that is none', { secret: 'whsec_' }, {}, 401],
	])('with %s is refused, and leaves nothing', async (_, sent, headers, status) => {
		const before = await messages();
		const body = JSON.stringify({ events: [like({ id: 'strange' })] });
		expect((await send({ ...crm, ...sent, body }, headers)).status).toBe(status);
		expect(await messages()).toBe(before);
		const rows = await database.connections.sql`
			select from readings where external_id = 'strange'`;
		expect(rows).toHaveLength(0);
	});
});
