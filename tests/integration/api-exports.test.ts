import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_NAMES, EXPORTS } from '#lib/domain/exports/columns.ts';
import { exportData } from '#lib/server/exports/export.ts';
import { createTestDatabase, SYSTEM, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aConversion,
	aLink,
	aPerson,
	aPost,
	aProgram,
	aReading,
	anAdjustment,
	asActor,
} from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';
import { WAIT } from '../support/wait.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

let database: TestDatabase;
let call: ReturnType<typeof callerOf>;
const seeded = {} as { click: string; slug: string; contest: string };
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	call = callerOf(database, { token: await aToken(database, NOW, ['admin']), now: NOW });
	const person = await aPerson(database, {
		...{ externalId: '=cmd|1', name: '=HYPERLINK("http://x")', email: 'mira@example.com' },
		...{ groups: ['b', 'a'], team: '@team' },
	});
	const post = await aPost(database, { publishedAt: before(9), title: '+1, "wow"\nÅ' });
	const link = await aLink(database, {
		...{ personId: person.id, postId: post.id, sharedAt: before(9), slug: 'mine' },
	});
	const contest = await aContest(database, {
		...{ slug: 'cup', startsAt: before(6), endsAt: before(-6), publishedAt: before(6) },
	});
	const { id } = await aClick(database, link, { at: before(5), visitor: 'secret-visitor' });
	await aClick(database, link, { at: before(8), verdict: 'bot', externalId: '-7' });
	await aReading(database, link, { at: before(4), metric: 'reach', total: 900 });
	await aConversion(database, link, { at: before(3), value: '12.5', currency: 'SEK', kind: '=k' });
	await anAdjustment(database, contest.id, person.id, { at: before(2), points: -10, reason: '-x' });
	await database.connections.sql`insert into voids (id, person_id, click_id, reason)
		values (gen_random_uuid(), ${person.id}, ${id}, '@why')`;
	Object.assign(seeded, { click: id, slug: link.slug, contest: contest.slug });
});
afterAll(() => database.close());

const get = (address: string) => call('GET', `/api/v1/exports/${address}`);
const jsonl = async (address: string) => {
	const { status, text } = await get(`${address}${address.includes('?') ? '&' : '?'}format=jsonl`);
	expect([address, status]).toEqual([address, 200]);
	return text
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('an export', () => {
	it.each(EXPORT_NAMES.filter((what) => what !== 'results'))(
		'of %s has its columns in order, the same rows in both formats, and starts no formula',
		async (what) => {
			const query = what === 'standings' ? '?contest=cup' : '';
			const { status, text, headers } = await get(`${what}${query}`);
			expect(status).toBe(200);
			expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
			expect(headers.get('content-disposition')).toMatch(
				new RegExp(`^attachment; filename="laurel-${what}-[a-z0-9-]+\\.csv"$`),
			);
			expect(headers.get('ratelimit')).toContain('"token"');
			const cells = parse(text, { record_delimiter: '\r\n' }) as string[][];
			const names = EXPORTS[what].map(([name]) => name as string);
			expect(cells[0]).toEqual(names);
			for (const [name, kind] of EXPORTS[what]) {
				if (kind === 'number') continue;
				for (const row of cells.slice(1))
					expect([name, row[names.indexOf(name)]]).not.toEqual([
						name,
						expect.stringMatching(/^[=+\-@\t\r]/),
					]);
			}
			const objects = await jsonl(`${what}${query}`);
			// Each call makes a person of its own, who is signed in all the while.
			if (what !== 'people') expect(objects).toHaveLength(cells.length - 1);
			for (const row of objects) expect(Object.keys(row)).toEqual(names);
			if (what !== 'standings') expect(objects.length).toBeGreaterThan(0);
		},
	);

	it('says everything of a fact but who clicked', async () => {
		const clicks = await jsonl('clicks');
		expect(clicks.find(({ id }) => id === seeded.click)).toEqual({
			...{ id: seeded.click, externalId: null, at: before(5).toISOString(), link: 'mine' },
			...{ network: 'linkedin', person: '=cmd|1', post: expect.any(String) },
			...{ verdict: 'valid', voided: true, recordedAt: expect.any(String) },
		});
		expect((await get('clicks')).text).not.toContain('secret');
		expect(await jsonl('conversions')).toMatchObject([
			{ kind: '=k', value: '12.5000', currency: 'SEK', voided: false },
		]);
		expect((await get('adjustments')).text).toContain(',cup,"\'=cmd|1",-10,"\'-x",');
	});

	it('is narrowed to a period, half open, and to a contest', async () => {
		const ids = async (query: string) =>
			(await jsonl(`clicks?${query}`)).map(({ at }) => at as string);
		const [early, late] = [before(8).toISOString(), before(5).toISOString()];
		expect(await ids('')).toHaveLength(2);
		expect(await ids(`from=${early}&to=${late}`)).toEqual([early]);
		expect(await ids(`from=${late}`)).toEqual([late]);
		expect(await ids('contest=cup')).toEqual([late]);
		expect(await ids(`contest=cup&from=${early}`)).toEqual([late]);
		expect(await jsonl('adjustments?contest=cup')).toHaveLength(1);
	});

	it.each([
		['nonsense', 422, 'what'],
		['clicks?format=xml', 422, 'format'],
		['clicks?from=yesterday', 422, 'from'],
		['clicks?colour=red', 422, 'colour'],
		['clicks?from=2026-06-02T00:00:00Z&to=2026-06-02T00:00:00Z', 422, 'to'],
		['people?from=2026-06-02T00:00:00Z', 422, 'from'],
		['voids?contest=cup', 422, 'contest'],
		['standings', 422, 'contest'],
		['clicks?contest=nowhere', 404, undefined],
		['results?contest=cup', 409, undefined],
	])('of %s is refused: %i', async (address, status, field) => {
		const answer = await get(address);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([
			status,
			'application/problem+json',
		]);
		expect(answer.body.errors?.[0].path).toBe(field);
	});

	it('is for owners and the scope admin; e-mail addresses for those who may write people', async () => {
		for (const scope of ['read', 'events'] as const) {
			const token = await aToken(database, NOW, [scope]);
			expect((await call('GET', '/api/v1/exports/people', { token })).status).toBe(403);
		}
		const people = async (role: 'manager' | 'owner' | 'admin') => {
			const ctx = database.ctx(asActor(await aPerson(database, { role })));
			const file = await exportData({ ctx, input: { what: 'people' } });
			return new Response(file.stream).text();
		};
		await expect(people('manager')).rejects.toMatchObject({ code: 'not_allowed' });
		expect(await people('owner')).not.toContain('mira@example.com');
		expect(await people('admin')).toContain('mira@example.com');
	});

	it('is written down, with what it held', async () => {
		await get('people?format=jsonl');
		const [entry] = await database.connections.sql`
			select * from audit_entries where action = 'data.export' order by seq desc limit 1`;
		expect(entry!.details).toEqual({ what: 'people', format: 'jsonl', email: true });
		expect(entry!.actor).toMatch(/^token:/);
	});

	it('begins with a mark for Excel when it is asked for', async () => {
		const bytes = async (query: string) => {
			const ctx = database.ctx(SYSTEM);
			const file = await exportData({ ctx, input: { what: 'links', bom: query as 'true' } });
			return Buffer.from(await new Response(file.stream).arrayBuffer()).subarray(0, 3);
		};
		expect(await bytes('true')).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
		expect((await bytes('false')).toString()).toBe('slu');
	});
});

describe('while it is read', () => {
	const MANY = 7_000;
	beforeAll(async () => {
		const [link] = await database.connections.sql`select * from links where slug = 'mine'`;
		await database.connections.sql`
			insert into readings (id, link_id, person_id, post_id, at, metric, total)
			select gen_random_uuid(), ${link!.id}, ${link!.person_id}, ${link!.post_id}, ${before(99)}, 'like', i
			from generate_series(1, ${MANY}::int) i`;
	});
	const open = () => exportData({ ctx: database.ctx(SYSTEM), input: { what: 'readings' } });
	const cursors = async () => {
		const [row] = await database.connections.sql`
			select count(*)::int as n from pg_stat_activity
			where datname = current_database() and state <> 'idle' and query ilike 'fetch%outgoing'`;
		return row!.n as number;
	};

	it('shows what was there when it began, whatever comes meanwhile', async () => {
		const file = await open();
		const reader = file.stream.getReader();
		await reader.read();
		await reader.read();
		await database.connections.sql`
			insert into readings (id, link_id, person_id, post_id, at, metric, total)
			select 'ffffffff-ffff-7fff-bfff-ffffffffffff', link_id, person_id, post_id, at, 'reach', 1
			from readings limit 1`;
		const rest: Uint8Array[] = [];
		for (let piece = await reader.read(); !piece.done; piece = await reader.read())
			rest.push(piece.value);
		expect(Buffer.concat(rest).toString()).not.toContain('ffffffff-ffff');
		expect(file.progress.rows).toBe(MANY + 1);
	});

	it('reads on only as its reader does, and ends the query when the reader goes away', async () => {
		const file = await open();
		const reader = file.stream.getReader();
		await reader.read();
		await expect.poll(cursors, WAIT).toBe(1);
		expect(file.progress.rows).toBeLessThan(MANY);
		await reader.cancel();
		await expect.poll(cursors, WAIT).toBe(0);
		expect(file.progress.rows).toBeLessThan(MANY);
	});

	it('leaves room for others: a fourth at once waits, and finds a place when one has ended', async () => {
		// Who was cut off gives the place back a moment after the database has ended the query.
		const files: Awaited<ReturnType<typeof open>>[] = [];
		const opened = () => open().then((file) => files.push(file), String);
		for (const nth of [1, 2, 3]) await expect.poll(opened, WAIT).toBe(nth);
		await expect(open()).rejects.toMatchObject({ code: 'too_many', retryAfterSeconds: 10 });
		for (const { stream } of files) await stream.cancel();
		await expect
			.poll(
				async () =>
					open()
						.then(({ stream }) => stream.cancel())
						.then(() => 'open', String),
				WAIT,
			)
			.toBe('open');
		await expect.poll(cursors, WAIT).toBe(0);
	});
});
