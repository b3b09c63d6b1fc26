import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '#lib/domain/people/permissions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aConversion,
	aDisplay,
	aLink,
	aPerson,
	aPost,
	aProfile,
	aProgram,
	aReading,
	aShowcase,
	aTeam,
	anAward,
	thanksOf,
} from '#tests/support/people.ts';
import { aToken, callerOf } from './api-call.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

let database: TestDatabase;
const tokens = {} as Record<Scope, string>;
let call: ReturnType<typeof callerOf>;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	for (const scope of ['admin', 'events', 'read'] as const)
		tokens[scope] = await aToken(database, NOW, [scope]);
	call = callerOf(database, { token: tokens.read, now: NOW });
});
afterAll(() => database.close());

const get = (path: string, scope: Scope = 'read') =>
	call('GET', `/api/v1${path}`, { token: tokens[scope] });
const of = (path: string, scope?: Scope) => get(path, scope).then(({ body }) => body);

type Row = Record<string, unknown>;
/** Every page, two rows each; `meanwhile` happens between the pages. */
async function everyPage(path: string, noun: string, meanwhile: () => Promise<unknown>) {
	const rows: Row[] = [];
	for (let cursor: string | null = null, pages = 0; ; pages++) {
		const query = `${path.includes('?') ? '&' : '?'}limit=2${cursor ? `&cursor=${cursor}` : ''}`;
		const { status, body } = await get(`${path}${query}`);
		expect(status).toBe(200);
		rows.push(...body[noun]);
		cursor = body.nextCursor as string | null;
		if (cursor === null || pages > 50) return rows;
		if (pages < 3) await meanwhile();
	}
}

describe('lists', () => {
	it.each([
		['/people', 'people', 'externalId', () => aPerson(database)],
		['/teams', 'teams', 'name', () => aTeam(database)],
		['/posts', 'posts', 'id', () => aPost(database, { publishedAt: before(1) })],
		['/links', 'links', 'slug', () => aLink(database)],
		['/contests', 'contests', 'slug', () => aContest(database, { publishedAt: before(900) })],
		[
			...['/displays', 'displays', 'id'],
			async () => aDisplay(database, (await aContest(database, { publishedAt: before(900) })).id),
		],
		['/events', 'events', 'id', async () => aClick(database, await aLink(database))],
		['/awards', 'awards', 'id', () => anAward(database)],
		['/recognitions', 'recognitions', 'id', () => thanksOf(database)],
		['/profiles', 'profiles', 'person', () => aProfile(database)],
		['/showcases', 'showcases', 'month', () => aShowcase(database)],
	] as [string, string, string, () => Promise<unknown>][])(
		'%s neither repeats nor skips what was there while rows arrive',
		async (path, noun, key, add) => {
			for (let i = 0; i < 5; i++) await add();
			const there = (await of(`${path}?limit=200`))[noun].map((row: Row) => row[key]);
			expect(there.length).toBeGreaterThanOrEqual(5);
			const seen = (await everyPage(path, noun, add)).map((row) => row[key]);
			expect(new Set(seen).size).toBe(seen.length);
			for (const one of there) expect(seen).toContain(one);
		},
	);

	it('refuse a cursor that is not theirs, an odd limit, an unknown field and one that stands twice', async () => {
		const nouns =
			'people teams posts links contests displays events badges awards profiles showcases';
		const foreign = Buffer.from('{"after":7}').toString('base64url');
		for (const path of nouns.split(' ')) {
			for (const [query, field] of [
				['cursor=odd', 'cursor'],
				[`cursor=${foreign}`, 'cursor'],
				...['0', '201', 'many', '1.5', '1&limit=2'].map((odd) => [`limit=${odd}`, 'limit']),
				['colour=red', 'colour'],
			]) {
				const { status, headers, body } = await get(`/${path}?${query}`);
				expect([path, query, status]).toEqual([path, query, 422]);
				expect(headers.get('content-type')).toBe('application/problem+json');
				expect(body.errors.map((error: { path: string }) => error.path)).toEqual([field]);
			}
		}
		expect((await get('/people/x?colour=red')).status).toBe(422);
		expect((await get('/contests/x/standings?colour=red')).status).toBe(422);
	});

	it('give a tag, and nothing new to whoever names it', async () => {
		const { id } = await aPost(database, { publishedAt: before(1) });
		const first = await get(`/posts/${id}`);
		const etag = first.headers.get('etag') ?? '';
		const ask = (tag: string) =>
			call('GET', `/api/v1/posts/${id}`, { headers: { 'if-none-match': tag } });
		expect(etag).toMatch(/^"[\w-]{27}"$/);
		const same = await ask(`"other", ${etag}`);
		expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', etag]);
		expect(same.headers.get('ratelimit')).toContain('"token"');
		await database.connections.sql`update posts set title = 'Changed' where id = ${id}`;
		expect(await ask(etag)).toMatchObject({ status: 200, body: { title: 'Changed' } });
	});
});

describe('people', () => {
	it('are found by team, office, group, activity and change, with the e-mail for admins only', async () => {
		const [team, office] = ['Filters', 'Lund'];
		const ada = await aPerson(database, { team, office, groups: ['board'], updatedAt: before(9) });
		const bea = await aPerson(database, { team, updatedAt: before(2) });
		const gone = await aPerson(database, { team, active: false, updatedAt: before(1) });
		const ids = async (query: string) =>
			(await of(`/people?${query}`)).people.map((row: Row) => row.externalId);
		expect(await ids('team=Filters')).toEqual([ada.externalId, bea.externalId]);
		expect(await ids('office=Lund')).toEqual([ada.externalId]);
		expect(await ids('group=board')).toEqual([ada.externalId]);
		expect(await ids('team=Filters&active=false')).toEqual([gone.externalId]);
		expect(await ids('team=Filters&active=all')).toHaveLength(3);
		expect(await ids(`team=Filters&updatedSince=${before(2).toISOString()}`)).toEqual([
			bea.externalId,
		]);
		expect((await get('/people?active=perhaps')).status).toBe(422);
		expect((await get('/people?updatedSince=yesterday')).status).toBe(422);

		const path = `/people/${encodeURIComponent(ada.externalId)}`;
		const read = await of(path);
		expect(read).toEqual({
			...{ externalId: ada.externalId, name: ada.name, email: null, role: 'employee', team },
			...{ office, title: null, groups: ['board'], active: true },
			updatedAt: before(9).toISOString(),
		});
		expect(await of(path, 'admin')).toEqual({ ...read, email: ada.email });
		expect((await get('/people?team=Filters')).text).not.toContain('@');
		expect(await of(`/people/${gone.externalId}`)).toMatchObject({ active: false });
		expect((await get('/people/nobody')).status).toBe(404);
		expect((await get(path, 'events')).status).toBe(403);
	});

	it('changed when their groups did', async () => {
		const { externalId, name, email } = await aPerson(database, { updatedAt: before(9) });
		const team = (await of(`/people/${externalId}`)).team as string;
		const json = { people: [{ externalId, name, email, team, groups: ['new here'] }] };
		await call('PUT', '/api/v1/people', { token: tokens.admin, json });
		const since = encodeURIComponent(NOW.toISOString());
		const { people } = await of(`/people?updatedSince=${since}&group=new here`);
		expect(people).toMatchObject([{ externalId, groups: ['new here'] }]);
	});

	it('are counted in their teams while they are active', async () => {
		await aPerson(database, { team: 'Counted' });
		await aPerson(database, { team: 'Counted', active: false });
		const first = await of('/teams?limit=200');
		const { teams } = await of(`/teams?limit=200&cursor=${first.nextCursor ?? ''}`);
		expect([...first.teams, ...(teams ?? [])]).toContainEqual({ name: 'Counted', people: 1 });
		expect(await of('/teams/Counted')).toEqual({ name: 'Counted', people: 1 });
		expect((await get('/teams/Nobody’s')).status).toBe(404);
	});
});

describe('what is not public yet', () => {
	it('is a draft of a story or a suggestion', async () => {
		const states = ['draft', 'review', 'withdrawn', 'published'] as const;
		for (const state of states)
			await aPost(database, { state, category: 'States', publishedAt: before(1) });
		const seen = async (scope: Scope) =>
			(await of('/posts?category=States', scope)).posts.map((row: Row) => row.state);
		expect(await seen('read')).toEqual(['withdrawn', 'published']);
		expect(await seen('admin')).toEqual(states);
		const bare = await aPost(database, { state: 'draft', publishedAt: null });
		expect(await of(`/posts/${bare.id}`, 'admin')).toMatchObject({ publishedAt: null });
		expect((await get(`/posts/${bare.id}`)).status).toBe(404);
	});

	it('is a post that appears later', async () => {
		const later = await aPost(database, { publishedAt: before(-1), category: 'Later' });
		const over = await aPost(database, {
			...{ publishedAt: before(9), expiresAt: before(1), category: 'Later' },
		});
		const ids = async (query: string, scope?: Scope) =>
			(await of(`/posts?category=Later${query}`, scope)).posts.map((row: Row) => row.id);
		expect(await ids('')).toEqual([over.id]);
		expect(await ids('', 'admin')).toEqual([later.id, over.id]);
		expect(await ids('&active=true')).toEqual([]);
		expect((await get(`/posts/${later.id}`)).status).toBe(404);
		expect((await get(`/posts/${later.id}`, 'admin')).status).toBe(200);
	});

	it('is a draft, with its displays; and a display’s signed link', async () => {
		const draft = await aContest(database, { publishedAt: null, slug: 'a-draft' });
		const cup = await aContest(database, { publishedAt: before(9), slug: 'a-cup' });
		for (const { id } of [draft, cup]) await aDisplay(database, id);
		const slugs = async (scope?: Scope) =>
			(await of('/contests?limit=200', scope)).contests.map((row: Row) => row.slug);
		expect(await slugs()).not.toContain('a-draft');
		expect(await slugs('admin')).toContain('a-draft');
		expect((await get('/contests/a-draft')).status).toBe(404);
		expect(await of('/contests/a-cup')).toMatchObject({ slug: 'a-cup', prizes: [] });
		expect((await of('/displays?contest=a-draft')).displays).toEqual([]);
		expect((await of('/displays?contest=a-draft', 'admin')).displays).toHaveLength(1);
		expect((await of('/displays?contest=a-cup')).displays).toMatchObject([{ url: null }]);
		const [hidden] = (await of('/displays?contest=a-draft', 'admin')).displays;
		expect((await get(`/displays/${hidden.id}`)).status).toBe(404);
		expect(await of(`/displays/${hidden.id}`, 'admin')).toEqual(hidden);
		const [shown] = (await of('/displays?contest=a-cup', 'admin')).displays;
		expect(shown.url).toMatch(/^http.*\/tv\/a-cup\?key=/);
	});

	it('is what came in since a contest froze', async () => {
		const rules = { freezeAt: before(5).toISOString() };
		const link = await aLink(database);
		const old = await aClick(database, link, { at: before(6) });
		const fresh = await aClick(database, link, { at: before(4) });
		const ids = async (scope?: Scope) =>
			(await of(`/events?slug=${link.slug}`, scope)).events.map((row: Row) => row.id);
		expect(await ids()).toEqual([old.id, fresh.id]);
		const frozen = await aContest(database, {
			...{ startsAt: before(99), endsAt: before(-99), publishedAt: before(99), rules },
		});
		expect(await ids()).toEqual([old.id]);
		expect(await ids('admin')).toEqual([old.id, fresh.id]);
		await database.connections.sql`
			update contests set cancelled_at = now() where id = ${frozen.id}`;
	});
});

describe('facts', () => {
	it('are found by kind, person, link and time, and never say who clicked', async () => {
		const person = await aPerson(database);
		const [one, two] = [
			await aLink(database, { personId: person.id }),
			await aLink(database, { personId: person.id }),
		];
		const click = await aClick(database, one, {
			at: before(3),
			visitor: 'a-visitor',
			network: 'n',
		});
		await aReading(database, one, { at: before(2), metric: 'reach', total: 900, externalId: 'r1' });
		await aConversion(database, two, {
			...{ at: before(1), value: '12.5', currency: 'SEK', clickId: click.id },
		});
		await database.connections.sql`insert into voids (id, person_id, click_id, reason)
			values (gen_random_uuid(), ${person.id}, ${click.id}, 'A test')`;
		const read = async (query: string) => (await of(`/events?${query}`)).events as Row[];
		const kinds = async (query: string) => (await read(query)).map(({ type }) => type);
		const who = `person=${person.externalId}`;
		expect(await kinds(who)).toEqual(['click', 'reading', 'conversion']);
		expect(await kinds(`${who}&type=reading`)).toEqual(['reading']);
		expect(await kinds(`slug=${two.slug}`)).toEqual(['conversion']);
		const [from, to] = [before(2).toISOString(), before(1).toISOString()];
		expect(await kinds(`${who}&from=${from}&to=${to}`)).toEqual(['reading']);
		expect(await kinds('person=nobody')).toEqual([]);
		const [clicked, reading, converted] = await read(who);
		expect(clicked).toEqual({
			...{ type: 'click', id: click.id, externalId: null, at: before(3).toISOString() },
			...{ recordedAt: expect.any(String), slug: one.slug, person: person.externalId },
			...{ post: one.postId, verdict: 'valid', voided: true },
		});
		expect(reading).toMatchObject({ externalId: 'r1', metric: 'reach', total: 900 });
		expect(converted).toMatchObject({
			...{ click: click.id, kind: 'lead', value: '12.5000', currency: 'SEK', voided: false },
		});
		expect((await get(`/events?${who}`)).text).not.toContain('a-visitor');
	});

	it('links are found by person, post, network and time', async () => {
		const person = await aPerson(database);
		const old = await aLink(database, {
			...{ personId: person.id, network: 'x', sharedAt: before(9) },
		});
		const link = await aLink(database, { personId: person.id, sharedAt: before(2) });
		const slugs = async (query: string) =>
			(await of(`/links?person=${person.externalId}${query}`)).links.map((row: Row) => row.slug);
		expect(await slugs('')).toEqual([old.slug, link.slug]);
		expect(await slugs('&network=X')).toEqual([old.slug]);
		expect(await slugs(`&post=${link.postId}`)).toEqual([link.slug]);
		expect(await slugs(`&sharedSince=${before(2).toISOString()}`)).toEqual([link.slug]);
		expect(await of(`/links/${link.slug}`)).toEqual({
			...{ slug: link.slug, url: expect.stringMatching(`/r/${link.slug}$`), network: 'linkedin' },
			...{ address: null, person: person.externalId, post: link.postId },
			sharedAt: before(2).toISOString(),
		});
		expect((await get('/links/nowhere')).status).toBe(404);
	});
});
