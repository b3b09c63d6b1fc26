import { PREFIX } from './slug.ts';
import type { Visit } from './visit.ts';

/** A browser sends some 700 bytes for a link. */
const MAX_BYTES = 4_096;
/**
 * A whole request and nothing behind it, in the one form that leaves nothing to interpret: names are tokens, values are printable
 * ASCII (RFC 9112, 3 and 5; RFC 9110, 5.5 and 5.6.2).
 */
const PLAIN = /^GET \/r\/[!-~]* HTTP\/1\.1\r\n(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t -~]*\r\n)+\r\n$/;
const START = `GET ${PREFIX}`;
const VERSION = ' HTTP/1.1';

export type PlainRequest = { target: string; visit: Visit };

/**
 * Reads what came on a connection as one whole GET of a link, if it is that and nothing else, with nobody signed in and nothing said of
 * a body or the connection. Null otherwise: then Node's parser is to read it. What this reads, Node's reads the same
 * (`plain-request.test.ts` asks both).
 */
export function readPlain(chunk: Buffer, remoteAddress: string | undefined): PlainRequest | null {
	if (chunk.length > MAX_BYTES) return null;
	const text = chunk.toString('latin1');
	if (!text.startsWith(START) || !PLAIN.test(text)) return null;
	let host, connection, userAgent, forwardedFor, secPurpose, purpose, xPurpose: string | undefined;
	const line = text.indexOf('\r\n');
	for (let from = line + 2, to; from < text.length - 2; from = to + 2) {
		to = text.indexOf('\r\n', from);
		const colon = text.indexOf(':', from);
		const before = text.slice(from, colon).toLowerCase();
		const value = () => text.slice(colon + 1, to).trim();
		switch (before) {
			// A second one of these is not plain: Node takes the first, or both together.
			case 'host':
				if (host !== undefined) return null;
				host = value();
				break;
			case 'connection':
				if (connection !== undefined) return null;
				connection = value();
				break;
			case 'user-agent':
				if (userAgent !== undefined) return null;
				userAgent = value();
				break;
			case 'x-forwarded-for':
				if (forwardedFor !== undefined) return null;
				forwardedFor = value();
				break;
			case 'sec-purpose':
				if (secPurpose !== undefined) return null;
				secPurpose = value();
				break;
			case 'purpose':
				if (purpose !== undefined) return null;
				purpose = value();
				break;
			case 'x-purpose':
				if (xPurpose !== undefined) return null;
				xPurpose = value();
				break;
			case 'content-length':
			case 'cookie':
			case 'expect':
			case 'proxy-connection':
			case 'trailer':
			case 'transfer-encoding':
			case 'upgrade':
				return null;
		}
	}
	if (host === undefined) return null;
	if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return null;
	purpose ??= xPurpose;
	const target = text.slice(START.length - PREFIX.length, line - VERSION.length);
	return {
		target,
		visit: { method: 'GET', userAgent, remoteAddress, forwardedFor, secPurpose, purpose },
	};
}
