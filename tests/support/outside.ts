import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach } from 'vitest';
import { isPublicAddress } from '#lib/domain/outside/address.ts';
import type { Reach } from '#lib/server/outside/reach.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

/** A web server of this machine, until the test ends; its address. */
export async function serve(listener: RequestListener): Promise<string> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	ends.push(
		() => void server.closeAllConnections(),
		() => void server.close(),
	);
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that says what it likes, and the connections that it took. */
export async function serveRaw(say: (socket: Socket) => void) {
	const sockets: Socket[] = [];
	const server = createTcpServer((socket) => {
		sockets.push(socket);
		socket.on('error', () => undefined);
		socket.once('data', () => say(socket));
	}).listen(0, '127.0.0.1');
	ends.push(
		() => sockets.forEach((socket) => socket.destroy()),
		() => void server.close(),
	);
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** Addresses as a resolver gives them. */
export const at = (...addresses: string[]) =>
	addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** The public internet, of which 127.0.0.1 is a part here. */
export const HERE: Reach = {
	mayAsk: (address) => address === '127.0.0.1' || isPublicAddress(address),
	mayUsePort: () => true,
	resolve: () => Promise.resolve(at('127.0.0.1')),
};
