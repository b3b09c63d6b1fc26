import '#lib/server/resolve-once.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { readEnv, type Env } from '#lib/server/env.ts';
import { openPlainLane } from '#lib/server/door/plain-lane.ts';
import { retireRuntime, runtime } from '#lib/server/runtime-holder.ts';

/**
 * The production entry, run by Node directly: one http server for the door, the pages and the sockets. The runtime
 * is made inside the built application (its `init` hook), so that there is one copy of every module; a process
 * that is only a door has no pages and makes it from the sources.
 */

/** Requests that are still being answered get this long; sockets have been told to come back already. */
const DRAIN_MS = 5_000;
const CLOSE_IDLE_EVERY_MS = 50;

type Handler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

function nothingHere(_req: IncomingMessage, res: ServerResponse): void {
	res.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Nothing is here.\n');
}

async function loadPages(): Promise<Handler> {
	const file = resolve('build/handler.js');
	if (!existsSync(file))
		throw new Error('The application is not built. Run `npm run build`, or `npm start`.');
	const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
	return handler;
}

async function loadDoor(env: Env): Promise<Handler> {
	const { publishRuntime } = await import('#lib/server/runtime.ts');
	await publishRuntime(env);
	return nothingHere;
}

async function main(): Promise<void> {
	const env = readEnv();
	// The adapter reads it too, and takes an empty one for a wrong one.
	process.env.ORIGIN = env.ORIGIN ?? `http://localhost:${env.PORT}`;
	// The adapter would refuse 5,000 events at 512 kB; the API itself stops at 8 MB (server/api/body.ts), pages take no files.
	process.env.BODY_SIZE_LIMIT ||= '8M';
	const pages = env.LAUREL_ROLE === 'door' ? await loadDoor(env) : await loadPages();
	const running = await runtime();
	const server = createServer((req, res) => {
		if (!running.answer(req, res)) pages(req, res, () => nothingHere(req, res));
	});
	const plain = openPlainLane(server, running.take);
	running.attach(server);

	let stopping = false;
	const stop = async (): Promise<void> => {
		if (stopping) return;
		stopping = true;
		server.close();
		const idle = setInterval(() => {
			server.closeIdleConnections();
			plain.closeIdle();
		}, CLOSE_IDLE_EVERY_MS);
		const drained = new Promise<void>((done) => server.once('close', () => done()));
		const deadline = setTimeout(() => {
			server.closeAllConnections();
			plain.closeAll();
		}, DRAIN_MS);
		await Promise.all([drained, retireRuntime()]);
		clearInterval(idle);
		clearTimeout(deadline);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			stop().then(
				() => process.exit(0),
				() => process.exit(1),
			);
		});
	}

	server.on('error', (error: NodeJS.ErrnoException) => {
		const reason =
			error.code === 'EADDRINUSE'
				? `Port ${env.PORT} is taken. Stop what uses it, or set PORT to another one.`
				: error.message;
		process.stderr.write(`${reason}\n`);
		process.exit(1);
	});
	server.listen(env.PORT, env.HOST, () => {
		const address = server.address();
		const port = typeof address === 'object' && address ? address.port : env.PORT;
		process.stdout.write(`Laurel is listening on http://localhost:${port}\n`);
	});
}

try {
	await main();
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
