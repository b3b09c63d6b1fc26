import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake may come from the page that it names: a browser sends Origin with every websocket, whoever the
 * page belongs to, and the cookie with it. Our own host or the public address (`origin`) only; programs that are no
 * browsers send none and have no cookie to be stolen.
 */
export function isOwnOrigin(req: Pick<IncomingMessage, 'headers'>, origin: string): boolean {
	const given = req.headers.origin;
	if (given === undefined) return true;
	if (given === origin) return true;
	try {
		return new URL(given).host === req.headers.host;
	} catch {
		return false;
	}
}
