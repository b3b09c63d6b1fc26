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

/** What is looked at. A second one of these is not plain: Node takes the first, or both together. */
const LOOKED_AT = new Set([
	'connection',
	'host',
	'purpose',
	'sec-purpose',
	'user-agent',
	'x-forwarded-for',
	'x-purpose',
]);
/** With these a request has a body, changes the connection or says who is signed in. */
const NOT_PLAIN = new Set([
	'content-length',
	'cookie',
	'expect',
	'proxy-connection',
	'trailer',
	'transfer-encoding',
	'upgrade',
]);

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
	const seen = new Map<string, string>();
	const line = text.indexOf('\r\n');
	for (let from = line + 2, to; from < text.length - 2; from = to + 2) {
		to = text.indexOf('\r\n', from);
		const colon = text.indexOf(':', from);
		const name = text.slice(from, colon).toLowerCase();
		if (NOT_PLAIN.has(name)) return null;
		if (!LOOKED_AT.has(name)) continue;
		if (seen.has(name)) return null;
		seen.set(name, text.slice(colon + 1, to).trim());
	}
	if (!seen.has('host')) return null;
	if ((seen.get('connection') ?? 'keep-alive').toLowerCase() !== 'keep-alive') return null;
	const target = text.slice(START.length - PREFIX.length, line - VERSION.length);
	return {
		target,
		visit: {
			method: 'GET',
			remoteAddress,
			userAgent: seen.get('user-agent'),
			forwardedFor: seen.get('x-forwarded-for'),
			secPurpose: seen.get('sec-purpose'),
			purpose: seen.get('purpose') ?? seen.get('x-purpose'),
		},
	};
}
