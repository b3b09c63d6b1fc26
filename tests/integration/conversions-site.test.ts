import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeConversionKind } from '#lib/server/conversions/change-kind.ts';
import { listConversions, listSightings } from '#lib/server/conversions/queries.ts';
import { SCRIPTS } from '#lib/server/conversions/script.ts';
import { createSiteDoor } from '#lib/server/conversions/site-door.ts';
import { changeConversionSettings } from '#lib/server/programs/change-conversions.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aContest, aLink, aPerson, aProgram, type APerson } from '#tests/support/people.ts';

const SITE = 'https://www.example.com';
const DAY = 86_400_000;
const AT = new Date('2026-06-15T12:00:00Z');

let database: TestDatabase;
let server: Server;
let url: string;
let now = AT;
let person: APerson;
let link: Awaited<ReturnType<typeof aLink>>;
beforeAll(async () => {
	database = await createTestDatabase();
	const requestCtx = () => database.ctx({ kind: 'visitor' }, now);
	let door = createSiteDoor({ requestCtx, log: silent });
	server = createServer((req, res) => {
		// The limits and what is remembered of the program are a process's: a test begins with a new one.
		if (req.headers['x-new']) door = createSiteDoor({ requestCtx, log: silent });
		if (!door.handle(req, res)) res.writeHead(404).end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await database.close();
});
beforeEach(async () => {
	now = AT;
	await aProgram(database, {
		conversionOrigins: [SITE],
		conversionDays: 30,
		conversionClick: 'last',
	});
	await database.connections.sql`delete from beacon_sightings`;
	await database.connections.sql`delete from marks`;
	await fetch(`${url}/`, { headers: { 'x-new': '1' } });
	person = await aPerson(database);
	link = await aLink(database, { personId: person.id });
});

const ctx = (at = now) => database.ctx(undefined, at);
const aVisit = (over: Parameters<typeof aClick>[2] = {}) =>
	aClick(database, link, { at: new Date(AT.getTime() - DAY), ...over });

/** Sends as a browser on a page of `origin` does; gives the status. */
async function send(body: unknown, origin: string | null = SITE) {
	const answer = await fetch(`${url}/lrl`, {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers: origin === null ? {} : { origin },
	});
	const text = await answer.text();
	return {
		status: answer.status,
		text,
		allowed: answer.headers.get('access-control-allow-origin'),
	};
}
const TAKEN = { status: 204, text: '', allowed: SITE };

const conversions = () =>
	database.connections.sql<
		{ kind: string; value: string | null; currency: string | null; external_id: string }[]
	>`select kind, value::text, currency, external_id from conversions where link_id = ${link.id} order by id`;
const seen = async () =>
	(await listSightings({ ctx: ctx(), input: {} })).map(({ origin, outcome, count }) => [
		origin,
		outcome,
		count,
	]);

describe('a conversion from the company’s site', () => {
	test('is taken for its click, with its worth, and leaves its mark', async () => {
		const click = await aVisit();
		expect(await send({ click: click.id, kind: 'sale', value: '49.5', currency: 'EUR' })).toEqual(
			TAKEN,
		);
		expect(await conversions()).toEqual([
			expect.objectContaining({ kind: 'sale', value: '49.5000', currency: 'EUR' }),
		]);
		const { sql } = database.connections;
		expect(await sql`select metric from marks where person_id = ${person.id}`).toEqual([
			{ metric: 'conversion' },
		]);
		expect(await seen()).toEqual([[SITE, 'taken', 1]]);
		const [newest] = await listConversions({ ctx: ctx(), input: {} });
		expect(newest).toMatchObject({
			...{ kind: 'Sale', value: '49.5000', currency: 'EUR', person: person.name },
			...{ fromSite: true, voided: false, at: AT.toISOString() },
		});
	});

	test('counts once per click and kind however often the page is seen, and once per order that the page names', async () => {
		const click = await aVisit();
		await Promise.all(
			Array.from({ length: 8 }, () => send({ click: click.id.toUpperCase(), kind: 'lead' })),
		);
		await send({ click: click.id, kind: 'signup' });
		for (const id of ['order-1', 'order-2', 'order-1'])
			await send({ click: click.id, kind: 'lead', id });
		expect((await conversions()).map(({ kind }) => kind).sort()).toEqual([
			...['lead', 'lead', 'lead', 'signup'],
		]);
		const stored = JSON.stringify(await conversions());
		expect(stored).not.toContain('order-1');
		expect(stored).not.toContain(click.id);
	});

	test('is worth what its kind says when the page says nothing, and needs a currency from one of them', async () => {
		const settings = { kind: 'demo', name: 'Demo', expectsValue: true, active: true };
		await changeConversionKind({
			ctx: ctx(),
			input: { ...settings, value: '12.5', currency: 'SEK' },
		});
		await send({ click: (await aVisit()).id, kind: 'demo' });
		await send({ click: (await aVisit()).id, kind: 'demo', value: '3' });
		expect((await conversions()).map(({ value, currency }) => [value, currency])).toEqual([
			['12.5000', 'SEK'],
			['3.0000', 'SEK'],
		]);
		await send({ click: (await aVisit()).id, kind: 'lead', value: '3' });
		expect(await conversions()).toHaveLength(2);
		expect(await seen()).toContainEqual([SITE, 'no_currency', 1]);
	});

	test.each(['bot', 'prefetch', 'self', 'internal'])(
		'brings nothing after a click that was judged %s, and the sender is not told',
		async (verdict) => {
			const click = await aVisit({ verdict });
			expect(await send({ click: click.id, kind: 'lead' })).toEqual(TAKEN);
			expect(await conversions()).toEqual([]);
			expect(await seen()).toEqual([[SITE, 'click_not_counted', 1]]);
		},
	);

	test('is answered the same whether its click exists, is too old, or its kind is unknown or off', async () => {
		const old = await aVisit({ at: new Date(AT.getTime() - 30 * DAY - 1) });
		const off = { kind: 'hire', name: 'Hire', expectsValue: false, value: null, currency: null };
		await changeConversionKind({ ctx: ctx(), input: { ...off, active: false } });
		const click = await aVisit();
		for (const body of [
			{ click: '01930000-0000-7000-8000-00000000000a', kind: 'lead' },
			{ click: old.id, kind: 'lead' },
			{ click: click.id, kind: 'never heard of' },
			{ click: click.id, kind: 'hire' },
		])
			expect(await send(body)).toEqual(TAKEN);
		expect(await conversions()).toEqual([]);
		expect((await seen()).map(([, outcome]) => outcome).sort()).toEqual([
			...['kind_off', 'too_old', 'unknown_click', 'unknown_kind'],
		]);
		await changeConversionKind({ ctx: ctx(), input: { ...off, active: true } });
	});

	test('is refused into a final contest', async () => {
		const [startsAt, endsAt] = [new Date(AT.getTime() - DAY), new Date(AT.getTime() + DAY)];
		const contest = await aContest(database, { startsAt, endsAt, finalAt: AT });
		const click = await aVisit();
		expect(await send({ click: click.id, kind: 'lead' })).toEqual(TAKEN);
		expect(await conversions()).toEqual([]);
		expect(await seen()).toEqual([[SITE, 'contest_final', 1]]);
		await database.connections
			.sql`update contests set cancelled_at = now() where id = ${contest.id}`;
	});

	test('stops at twenty orders of one click', async () => {
		const click = await aVisit();
		for (let i = 0; i < 22; i++) {
			if (i === 15) await fetch(`${url}/`, { headers: { 'x-new': '1' } });
			await send({ click: click.id, kind: 'lead', id: `order-${i}` });
		}
		expect(await conversions()).toHaveLength(20);
		expect(await seen()).toContainEqual([SITE, 'too_many', 2]);
	});
});

describe('an origin', () => {
	test.each([
		'http://www.example.com',
		'https://example.com',
		'https://www.example.com:8443',
		'https://www.example.com.evil.example',
	])(
		'like %s is not ours and is refused, with nothing stored but that it tried',
		async (origin) => {
			const click = await aVisit();
			const answer = await send({ click: click.id, kind: 'lead' }, origin);
			expect(answer).toEqual({ status: 403, text: '', allowed: null });
			expect(await conversions()).toEqual([]);
			expect(await seen()).toEqual([[origin, 'wrong_origin', 1]]);
		},
	);

	test.each(['null', 'HTTPS://WWW.EXAMPLE.COM', `${SITE}/`, 'x'.repeat(5000), null])(
		'that no browser writes so (%s) is refused and not even noted',
		async (origin) => {
			const click = await aVisit();
			expect((await send({ click: click.id, kind: 'lead' }, origin)).status).toBe(403);
			expect(await seen()).toEqual([]);
		},
	);

	test('of strangers is kept up to two hundred times; ours always', async () => {
		await database.connections.sql`
			insert into beacon_sightings select 'https://s' || i || '.example', 'wrong_origin', 1, ${AT}
			from generate_series(1, 200) i`;
		await send({ click: (await aVisit()).id, kind: 'lead' }, 'https://one-more.example');
		await send({ click: (await aVisit()).id, kind: 'lead' });
		const { sql } = database.connections;
		const [row] = await sql`select count(*)::int as n from beacon_sightings`;
		expect(row!.n).toBe(201);
		expect(await sql`select 1 from beacon_sightings where origin = ${SITE}`).toHaveLength(1);
	});
});

describe('the way in', () => {
	test('takes small bodies, one method, and says what is malformed', async () => {
		expect((await send('{')).status).toBe(422);
		expect(await seen()).toEqual([[SITE, 'malformed', 1]]);
		expect((await send('x'.repeat(2049))).status).toBe(413);
		const piecewise = new ReadableStream({
			start(controller) {
				for (let i = 0; i < 40; i++) controller.enqueue(new Uint8Array(100));
				controller.close();
			},
		});
		const init = { method: 'POST', body: piecewise, headers: { origin: SITE }, duplex: 'half' };
		const answer = await fetch(`${url}/lrl`, init as RequestInit).catch(() => null);
		// The connection may close before all was sent.
		if (answer) expect(answer.status).toBe(413);
		const read = await fetch(`${url}/lrl`);
		expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
	});

	test('slows down whoever sends again and again for one click', async () => {
		const click = await aVisit();
		for (let i = 0; i < 20; i++)
			expect((await send({ click: click.id, kind: 'lead' })).status).toBe(204);
		expect((await send({ click: click.id, kind: 'lead' })).status).toBe(429);
		expect((await send({ click: (await aVisit()).id, kind: 'lead' })).status).toBe(204);
	});

	test('gives the script of the program’s choice, packed, to be kept by its version', async () => {
		await changeConversionSettings({
			ctx: ctx(),
			input: { days: 30, click: 'first', origins: [] },
		});
		const plain = await fetch(`${url}/lrl.js`);
		expect(await plain.text()).toBe(SCRIPTS.first.text);
		expect(Object.fromEntries(plain.headers)).toMatchObject({
			'content-type': 'text/javascript; charset=utf-8',
			'content-encoding': 'gzip',
			'cache-control': 'public, max-age=3600',
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin',
		});
		const { version } = SCRIPTS.last;
		const kept = await fetch(`${url}/lrl.js?v=${version}`, {
			headers: { 'accept-encoding': 'br' },
		});
		expect(kept.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(kept.headers.get('content-encoding')).toBeNull();
		expect(await kept.text()).toBe(SCRIPTS.last.text);
		const headers = { 'if-none-match': `"${version}"` };
		expect((await fetch(`${url}/lrl.js?v=${version}`, { headers })).status).toBe(304);
		expect((await fetch(`${url}/lrl.js`, { method: 'HEAD' })).status).toBe(200);
		expect((await fetch(`${url}/lrl.js`, { method: 'POST' })).status).toBe(405);
	});
});
