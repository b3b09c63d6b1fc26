import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweepNetworks } from '#lib/server/clicks/sweep-networks.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aClick, aLink, aProgram } from '#tests/support/people.ts';
import { openDoor, type OpenDoor } from './door-support.ts';

const DAY = 86_400_000;
let database: TestDatabase;
let door: OpenDoor;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database, { internalNetworks: ['198.51.100.0/24'] });
	door = await openDoor(database.url, { trustedProxies: 1 });
});
afterAll(async () => {
	await door.close();
	await database.close();
});

const open = async (slug: string, address: string) => {
	await door.get(`/r/${slug}`, { headers: { 'x-forwarded-for': address } });
	const [row] = await database.connections.sql`
		select network, verdict, visitor from clicks order by recorded_at desc, id desc limit 1`;
	return row as { network: string | null; verdict: string; visitor: string | null };
};

it('clicks of one day from one network share its hash, on every link, and those of others don’t', async () => {
	const [one, two] = [await aLink(database), await aLink(database)];
	const first = await open(one.slug, '203.0.113.7');
	const same = await open(two.slug, '203.0.113.200');
	const other = await open(one.slug, '203.0.114.7');
	const [six, near] = [
		await open(one.slug, '2001:db8:7::1'),
		await open(one.slug, '2001:db8:7:9::2'),
	];
	expect(first.network).toMatch(/^[\w-]{22}$/);
	expect(same.network).toBe(first.network);
	expect(same.visitor).not.toBe(first.visitor);
	expect(other.network).not.toBe(first.network);
	expect(near.network).toBe(six.network);
	const stored = await database.connections.sql`select clicks::text as row from clicks`;
	for (const { row } of stored) expect(row).not.toMatch(/203\.0\.11|2001:db8/);
});

it('a click that cannot count, or of an address that is nobody’s own, has none', async () => {
	const { slug } = await aLink(database);
	expect(await open(slug, '198.51.100.3')).toMatchObject({ verdict: 'internal', network: null });
	expect(await open(slug, '10.1.2.3')).toMatchObject({ verdict: 'valid', network: null });
});

it('networks are forgotten after 120 days, and nothing else of the click', async () => {
	const link = await aLink(database);
	const now = new Date();
	const at = (days: number) => new Date(now.getTime() - days * DAY);
	const old = await aClick(database, link, { at: at(121), network: 'n' });
	const young = await aClick(database, link, { at: at(119), network: 'n' });
	const ctx = database.ctx(undefined, now);
	expect(await sweepNetworks({ ctx, input: {} })).toEqual({ networks: 1 });
	expect(await sweepNetworks({ ctx, input: {} })).toEqual({ networks: 0 });
	const rows = await database.connections.sql`
		select id, network, visitor, verdict from clicks where link_id = ${link.id} order by at`;
	expect(rows).toMatchObject([
		{ id: old.id, network: null, visitor: old.visitor, verdict: 'valid' },
		{ id: young.id, network: 'n' },
	]);
});
