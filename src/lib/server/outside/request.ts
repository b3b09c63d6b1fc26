import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupAddress } from 'node:dns';
import { readOutsideUrl } from '#lib/domain/outside/address.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { readBody } from './body.ts';
import { explained } from './explain.ts';
import { addressesOf, PUBLIC, type Reach } from './reach.ts';

export type OutsideRequest = {
	url: string;
	method?: 'GET' | 'HEAD' | 'POST';
	headers?: Record<string, string>;
	body?: string | Buffer;
	/** The largest body that is read, in bytes, unpacked. */
	maxBytes: number;
	/** What happens to a larger one: refused (`too_large`), or only its beginning given. */
	larger?: 'refuse' | 'cut';
	/** For everything together: names, connections, redirects and the body's last byte. */
	timeoutMs: number;
	/** How long nothing may come; 10 s unless said. */
	idleMs?: number;
	/** How many redirects are followed. With 0 a redirect is an answer like any other. */
	maxRedirects?: number;
	/** The public internet unless said. */
	reach?: Reach;
	/** Ends the request, as when the program stops. */
	signal?: AbortSignal;
};

export type OutsideAnswer = {
	/** Where the answer came from, after redirects. */
	url: string;
	status: number;
	headers: IncomingMessage['headers'];
	body: Buffer;
	/** Whether the body is only its beginning. */
	isCut: boolean;
};

type Hop = { url: URL; method: string; headers: Record<string, string>; body?: string | Buffer };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** What is for one origin only and is not handed to the next. */
const SECRETS = /^(authorization|cookie|proxy-authorization|webhook-.*)$/i;

/** Ends everything with this reason. */
type Stop = (reason: OutsideFailure) => void;

/** Sends one request and gives the answer's head. The connection goes only to the addresses given, and to no proxy. */
function send(hop: Hop, addresses: LookupAddress[], idle: { ms: number; stop: Stop }) {
	const { url, method, body } = hop;
	const headers = {
		'accept-encoding': 'identity',
		'user-agent': 'Laurel',
		...hop.headers,
		...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
	};
	const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
	let request: ClientRequest;
	const head = new Promise<IncomingMessage>((resolve, reject) => {
		request = ask(url, {
			method,
			headers,
			// A connection of its own, so that none is shared with another reach.
			agent: false,
			maxHeaderSize: 16_384,
			timeout: idle.ms,
			lookup: (_host, options, done) =>
				options.all
					? done(null, addresses)
					: done(null, addresses[0]!.address, addresses[0]!.family),
		});
		request.once('response', resolve);
		request.on('timeout', () =>
			idle.stop(new OutsideFailure('too_slow', `Nothing came for ${idle.ms} ms.`)),
		);
		request.on('error', reject);
		// An answer that switches to another protocol ends with neither response nor error.
		request.once('close', () =>
			reject(new OutsideFailure('unreachable', 'The connection was closed without an answer.')),
		);
		request.end(body);
	});
	return { head, end: () => void request.destroy() };
}

/** The next hop of a redirect (RFC 9110, 15.4): 303, and 301 and 302 of a POST, ask again without body. */
function next(hop: Hop, status: number, location: string): Hop {
	const url = readOutsideUrl(location, hop.url);
	const plain = status === 303 || (status < 303 && hop.method === 'POST');
	const headers = Object.entries(hop.headers).filter(
		([name]) =>
			(url.origin === hop.url.origin || !SECRETS.test(name)) && !(plain && /^content-/i.test(name)),
	);
	return {
		url,
		method: plain && hop.method !== 'HEAD' ? 'GET' : hop.method,
		headers: Object.fromEntries(headers),
		...(plain || hop.body === undefined ? {} : { body: hop.body }),
	};
}

async function follow(
	asked: OutsideRequest,
	signal: AbortSignal,
	stop: Stop,
): Promise<OutsideAnswer> {
	const { reach = PUBLIC, idleMs = 10_000, maxRedirects = 0, headers = {} } = asked;
	let hop: Hop = { url: readOutsideUrl(asked.url), method: asked.method ?? 'GET', headers };
	if (asked.body !== undefined) hop.body = asked.body;
	for (let redirects = 0; ; redirects++) {
		const addresses = await unlessAborted(addressesOf(hop.url, reach), signal);
		const { head, end } = send(hop, addresses, { ms: idleMs, stop });
		signal.addEventListener('abort', end);
		try {
			const answer = await head;
			const status = answer.statusCode ?? 0;
			const { location } = answer.headers;
			if (maxRedirects === 0 || !REDIRECTS.has(status) || location === undefined) {
				const read = await readBody(answer, asked.maxBytes, asked.larger === 'cut');
				// A body without a length looks whole when its connection is closed.
				signal.throwIfAborted();
				return { url: hop.url.href, status, headers: answer.headers, ...read };
			}
			if (redirects === maxRedirects)
				throw new OutsideFailure('too_many_redirects', `More than ${maxRedirects} redirects.`);
			hop = next(hop, status, location);
		} finally {
			signal.removeEventListener('abort', end);
			end();
		}
	}
}

/** What a promise gives, or the signal's reason if that comes first: a name's resolution can't be called off. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason as Error);
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}

/**
 * The one way in which Laurel asks the outside world for anything. Only http and https are spoken, only with addresses
 * within `reach` (the public internet unless said): each redirect is judged anew, and the connection goes to the very addresses
 * that were judged. Time, size and redirects are capped. No cookie, no proxy, no connection that is kept. Any status is
 * an answer. Throws OutsideFailure with its code.
 */
export async function requestOutside(asked: OutsideRequest): Promise<OutsideAnswer> {
	const whole = new AbortController();
	const stop: Stop = (reason) => whole.abort(reason);
	const timer = setTimeout(
		() => stop(new OutsideFailure('too_slow', `It took more than ${asked.timeoutMs} ms.`)),
		asked.timeoutMs,
	);
	const signal = asked.signal ? AbortSignal.any([whole.signal, asked.signal]) : whole.signal;
	try {
		return await follow(asked, signal, stop);
	} catch (error) {
		throw explained(signal.aborted ? signal.reason : error);
	} finally {
		clearTimeout(timer);
	}
}
