import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { connect } from '#lib/server/db/client.ts';
import { createDoor, type Door } from '#lib/server/door/door.ts';
import { openPlainLane, type PlainLane } from '#lib/server/door/plain-lane.ts';
import { silent } from '#tests/support/database.ts';

export const BROWSER =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

export type OpenDoor = {
	door: Door;
	lane: PlainLane;
	port: number;
	get(
		path: string,
		options?: { method?: string; headers?: Record<string, string> },
	): Promise<Answer>;
	close(): Promise<void>;
};

/** One request to 127.0.0.1, as a browser unless the headers say otherwise; no redirect is followed. */
export function ask(
	port: number,
	path: string,
	{ method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const sent = request(
			{ host: '127.0.0.1', port, path, method, headers: { 'user-agent': BROWSER, ...headers } },
			(res) => {
				let body = '';
				res.setEncoding('utf8');
				res.on('data', (chunk: string) => (body += chunk));
				res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
			},
		);
		sent.on('error', reject).end();
	});
}

/** A door with a server and pools of its own, on a free port. */
export async function openDoor(
	url: string,
	options: {
		trustedProxies?: number;
		dataDir?: string;
		identify?: (cookie?: string) => Promise<{ personId: string } | null>;
		/** The portal's public address; null for a door that was told none. */
		origin?: string | null;
		log?: Logger;
	} = {},
): Promise<OpenDoor> {
	const connections = connect(url, { max: 4, hotMax: 4, applicationName: 'laurel-door-test' });
	const ownFolder = options.dataDir ? null : mkdtempSync(join(tmpdir(), 'laurel-door-'));
	const door = createDoor({
		connections,
		dataDir: options.dataDir ?? ownFolder ?? '',
		log: options.log ?? silent,
		trustedProxies: options.trustedProxies ?? 0,
		identify: options.identify ?? (() => Promise.resolve(null)),
		...(options.origin === null ? {} : { origin: options.origin ?? 'https://laurel.example.com' }),
	});
	await door.start();
	const server = createServer((req, res) => door.handle(req, res));
	const lane = openPlainLane(server, door.take);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		door,
		lane,
		port,
		get: (path, more) => ask(port, path, more),
		async close() {
			server.closeAllConnections();
			lane.closeAll();
			await new Promise((closed) => server.close(closed));
			await door.close();
			await connections.close();
			if (ownFolder) rmSync(ownFolder, { recursive: true, force: true });
		},
	};
}

/** A log that keeps its lines, for what only an operator sees. */
export function keepingLog(): { log: Logger; lines: { level: number; msg: string }[] } {
	const lines: { level: number; msg: string }[] = [];
	const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
	return { log: pino({ level: 'debug' }, { write }), lines };
}
