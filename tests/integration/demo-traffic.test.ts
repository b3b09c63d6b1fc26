import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRobot } from '#lib/domain/clicks/robots.ts';
import { startTraffic } from '#lib/server/demo/traffic.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aLink, aPerson, aProgram } from '#tests/support/people.ts';

let database: TestDatabase;
let door: Server;
let seen: { agent: string; slug: string; prefetch: boolean }[] = [];
let answer = 302;
let onRequest: () => void = () => undefined;

const address = () => `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
const listen = async (port = 0) => {
	door.listen(port, '127.0.0.1');
	await once(door, 'listening');
};
const requests = (count: number) =>
	new Promise<void>((done) => {
		onRequest = () => seen.length >= count && done();
	});

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database, { demo: true });
	const contest = await aContest(database);
	for (const points of [120, 100, 5]) {
		const person = await aPerson(database);
		await aLink(database, { personId: person.id });
		await database.connections.sql`
			insert into standings (contest_id, person_id, listed, points, clicks, engagement, conversions,
				public_listed, public_points, public_clicks, public_engagement, public_conversions)
			values (${contest.id}, ${person.id}, true, ${points}, ${points}, 0, 0, true, ${points}, ${points}, 0, 0)`;
	}
	door = createServer((req: IncomingMessage, res) => {
		seen.push({
			agent: req.headers['user-agent'] ?? '',
			slug: req.url ?? '',
			prefetch: req.headers['sec-purpose'] !== undefined,
		});
		res.writeHead(answer, { location: 'https://www.example.com/never-asked' }).end();
		onRequest();
	});
	await listen();
});
afterAll(async () => {
	door.close();
	await database.close();
});

test('visitors come through the door: many browsers, some robots, repeats, speculative loads, and outcomes', async () => {
	const links = await database.connections.sql<{ slug: string }[]>`select slug from links`;
	const known = new Set(links.map(({ slug }) => `/r/${slug}`));
	const enough = requests(300);
	const { connections } = database;
	const traffic = startTraffic({ connections, door: address(), seed: 7, pauseMs: [0, 1] });
	await enough;
	await traffic.stop();
	expect(seen.every(({ slug }) => known.has(slug))).toBe(true);
	expect(new Set(seen.map(({ slug }) => slug)).size).toBe(3);
	const browsers = seen.filter(({ agent }) => !isRobot(agent));
	expect(browsers.length).toBeGreaterThan(200);
	expect(seen.length - browsers.length).toBeGreaterThan(15);
	const visitors = new Set(browsers.map(({ agent, slug }) => `${agent} ${slug}`));
	expect(visitors.size).toBeGreaterThan(browsers.length * 0.8);
	expect(visitors.size).toBeLessThan(browsers.length);
	expect(seen.some(({ prefetch }) => prefetch)).toBe(true);
	const [outcomes] = await database.connections.sql`
		select (select count(*)::int from readings) as readings, (select count(*)::int from conversions) as conversions,
			(select count(*)::int from marks) as marks`;
	expect(outcomes?.readings).toBeGreaterThan(0);
	expect(outcomes?.conversions).toBeGreaterThan(0);
	expect(outcomes?.marks).toBeGreaterThan(0);
}, 60_000);

test('they wait while the portal is away and come back with it', async () => {
	const { port } = door.address() as AddressInfo;
	door.close();
	door.closeAllConnections();
	await once(door, 'close');
	seen = [];
	const { connections } = database;
	const traffic = startTraffic({
		connections,
		door: `http://127.0.0.1:${port}`,
		seed: 8,
		pauseMs: [0, 1],
	});
	const back = requests(3);
	answer = 404;
	await listen(port);
	await back;
	await traffic.stop();
	expect(seen.length).toBeGreaterThanOrEqual(3);
}, 60_000);
