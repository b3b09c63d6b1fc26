import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aLink, aProgram } from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const AT = '2026-06-15T11:00:00Z';

let database: TestDatabase;
let call: ReturnType<typeof callerOf>;
let slug: string;
let n = 0;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	call = callerOf(database, { token: await aToken(database, NOW, ['events']), now: NOW });
	({ slug } = await aLink(database));
});
afterAll(() => database.close());

const send = (sent: object) => call('POST', '/api/v1/events', sent);
const reading = (over: object = {}) => ({
	...{ type: 'reading', id: `r${++n}`, slug, at: AT, metric: 'like', total: 1 },
	...over,
});
const conversion = (over: object = {}) => ({
	...{ type: 'conversion', id: `c${++n}`, slug, at: AT, kind: 'lead' },
	...over,
});

describe('a wrong event among right ones', () => {
	it.each([
		['an unknown link', () => reading({ slug: 'nowhere' }), 'unknown_link'],
		['an unknown click', () => conversion({ slug: undefined, click: 'no' }), 'unknown_link'],
		['an unknown metric', () => reading({ metric: 'share' }), 'invalid'],
		['an unknown kind of event', () => reading({ type: 'share' }), 'invalid'],
		['a negative total', () => reading({ total: -1 }), 'invalid'],
		['a fractional total', () => reading({ total: 1.5 }), 'invalid'],
		['a total that no column holds', () => reading({ total: 2 ** 31 }), 'invalid'],
		['a total as text', () => reading({ total: '1' }), 'invalid'],
		['the far past', () => reading({ at: '1970-01-01T00:00:00Z' }), 'too_old'],
		['the far future', () => reading({ at: '9999-12-31T23:59:59Z' }), 'in_future'],
		['a day of no calendar', () => reading({ at: '2026-02-30T00:00:00Z' }), 'invalid'],
		['a time without a zone', () => reading({ at: '2026-06-15T11:00:00' }), 'invalid'],
		['an id of 10 kB', () => reading({ id: 'x'.repeat(10_000) }), 'invalid'],
		['no id', () => reading({ id: '' }), 'invalid'],
		['an id with NUL', () => reading({ id: 'a\0b' }), 'invalid'],
		['half a surrogate', () => reading({ id: 'a\ud800' }), 'invalid'],
		['a slug of 10 kB', () => reading({ slug: 's'.repeat(10_000) }), 'invalid'],
		['a field that nobody knows', () => reading({ colour: 'red' }), 'invalid'],
		['money in no currency', () => conversion({ value: '1.00', currency: 'XXQ' }), 'invalid'],
		['money as a number', () => conversion({ value: 1, currency: 'EUR' }), 'invalid'],
		['negative money', () => conversion({ value: '-1', currency: 'EUR' }), 'invalid'],
		['null', () => null, 'invalid'],
		['a list', () => [[]], 'invalid'],
		['__proto__', () => JSON.parse('{"__proto__": {"type": "reading"}}') as object, 'invalid'],
	])('%s: is refused with its place, and the others are taken', async (_, make, reason) => {
		const events = [reading(), make(), conversion()];
		const { status, body } = await send({ json: { events } });
		expect([status, body.accepted, body.duplicates]).toEqual([200, 2, 0]);
		expect(body.rejected).toMatchObject([{ index: 1, reason }]);
		expect(body.rejected).toHaveLength(1);
	});

	it('is none when the text is only odd: it comes back as it was sent', async () => {
		const odd = ['🦄', '\u202Eevil', 'e\u0301', 'é', ' x ', '١٢', '\u200B', '=1+1', "'; --"];
		const events = odd.map((id) => reading({ id }));
		expect((await send({ json: { events } })).body).toMatchObject({ accepted: odd.length });
		const rows = await database.connections.sql`
			select external_id from readings where external_id = any(${odd})`;
		expect(rows.map((row) => row.external_id as string).sort()).toEqual([...odd].sort());
		expect((await send({ json: { events } })).body).toMatchObject({ duplicates: odd.length });
	});
});

describe('a wrong body', () => {
	const json = { 'content-type': 'application/json' };
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
	it.each([
		['another type', { raw: 'a,b', headers: { 'content-type': 'text/csv' } }, 415],
		['no type', { raw: '{"events":[]}', headers: { 'content-type': '' } }, 415],
		[
			'packed as it does not say',
			{ raw: '{}', headers: { ...json, 'content-encoding': 'br' } },
			422,
		],
		['packed as nobody knows', { raw: 'x', headers: { ...json, 'content-encoding': 'zstd' } }, 415],
		['a bomb', { raw: bomb, headers: { ...json, 'content-encoding': 'gzip' } }, 413],
		['one of many layers', { raw: 'x', headers: { ...json, 'content-encoding': 'br, gzip' } }, 415],
		['half a JSON', { raw: '{"events":[' }, 422],
		['JSON in UTF-16', { raw: Buffer.from('{"events":[]}', 'utf16le') }, 422],
		['bytes that are no UTF-8', { raw: Buffer.from([0x22, 0xff, 0x22]) }, 422],
		['a deep one', { raw: '['.repeat(100_000) }, 422],
		['a deep one of objects', { raw: '{"a":'.repeat(50_000) }, 422],
		['more events than 5,000', { json: { events: Array(5001).fill(0) } }, 422],
		['no list', { json: { events: { length: 3 } } }, 422],
		['nothing', { raw: '' }, 422],
		['more than 8 MB', { raw: Buffer.alloc(8 * 1024 * 1024 + 1, 0x20) }, 413],
		['more than it says', { raw: '{}', headers: { ...json, 'content-length': '99999999' } }, 413],
	] as [string, object, number][])('%s: %i', async (_, sent, status) => {
		const answer = await send(sent);
		expect([answer.status, answer.body.status]).toEqual([status, status]);
		expect(answer.headers.get('content-type')).toBe('application/problem+json');
	});

	it('is none when it is packed: what is in it counts once, as if it had come plainly', async () => {
		const body = JSON.stringify({ events: [reading({ id: 'packed' })] });
		const packed = { raw: gzipSync(body), headers: { ...json, 'content-encoding': 'gzip' } };
		expect((await send(packed)).body).toMatchObject({ accepted: 1, duplicates: 0 });
		expect((await send({ raw: body })).body).toMatchObject({ accepted: 0, duplicates: 1 });
	});

	it('of a stream without an end is left after 8 MB', async () => {
		let given = 0;
		const endless = new ReadableStream<Uint8Array>({
			pull(controller) {
				given += 65_536;
				controller.enqueue(new Uint8Array(65_536).fill(0x20));
			},
		});
		expect((await send({ raw: endless as never })).status).toBe(413);
		expect(given).toBeLessThan(9 * 1024 * 1024);
	});
});
