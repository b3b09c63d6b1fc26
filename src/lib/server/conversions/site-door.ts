import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { MAX_BEACON_BYTES, readBeacon } from '#lib/domain/conversions/beacon.ts';
import { originOf } from '#lib/domain/conversions/origin.ts';
import type { ClickChoice } from '#lib/domain/conversions/settings.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { createRateLimit } from '../api/rate-limit.ts';
import type { Ctx } from '../context.ts';
import { takeBeacon } from './beacon.ts';
import { readClickChoice } from './queries.ts';
import { SCRIPTS } from './script.ts';

/** Far above what a company's site converts, low enough that a flood cannot keep the database busy. */
const PER_MINUTE = 1200;
/** A page and its reloads. */
const PER_CLICK_AND_MINUTE = 20;
/** How long a change of the program's choice may take to show in the script. */
const CHOICE_MS = 10_000;
const HOUR_SECONDS = 3600;
const YEAR_SECONDS = 31_536_000;

type Parts = { requestCtx(actor: Actor): Ctx; log: Logger };

/** Reads a small body; null when it is larger than the script's messages can be. */
async function readSmall(req: IncomingMessage): Promise<string | null> {
	if (Number(req.headers['content-length'] ?? 0) > MAX_BEACON_BYTES) return null;
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of req as AsyncIterable<Buffer>) {
		size += piece.byteLength;
		if (size > MAX_BEACON_BYTES) return null;
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString('utf8');
}

/**
 * Answers what the company's site asks for, before the pages do: GET /lrl.js, the script, and POST /lrl, what it sends.
 * A message is answered the same whether its click exists or not; cookies are not looked at, no address is kept.
 */
export function createSiteDoor({ requestCtx, log }: Parts) {
	const all = createRateLimit(PER_MINUTE);
	const perClick = createRateLimit(PER_CLICK_AND_MINUTE);
	let choice: { value: ClickChoice; until: number } = { value: 'last', until: 0 };

	async function script(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const ctx = requestCtx({ kind: 'visitor' });
		const at = Date.now();
		if (at > choice.until) {
			// While the database is away the script is as it was.
			const value = await readClickChoice({ ctx, input: {} }).catch(() => choice.value);
			choice = { value, until: at + CHOICE_MS };
		}
		const wanted = new URLSearchParams(req.url!.split('?', 2)[1]).get('v');
		const named = Object.values(SCRIPTS).find(({ version }) => version === wanted);
		const { text, gzip, version } = named ?? SCRIPTS[choice.value];
		const etag = `"${version}"`;
		res.setHeader('content-type', 'text/javascript; charset=utf-8');
		res.setHeader(
			'cache-control',
			`public, max-age=${named ? `${YEAR_SECONDS}, immutable` : HOUR_SECONDS}`,
		);
		res.setHeader('etag', etag);
		// A page checks integrity only of what it may read.
		res.setHeader('access-control-allow-origin', '*');
		res.setHeader('vary', 'accept-encoding');
		if (req.headers['if-none-match'] === etag) return void res.writeHead(304).end();
		const packed = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
		if (packed) res.setHeader('content-encoding', 'gzip');
		const body = packed ? gzip : Buffer.from(text);
		res.setHeader('content-length', body.byteLength);
		res.writeHead(200).end(req.method === 'HEAD' ? undefined : body);
	}

	async function beacon(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const origin = String(req.headers.origin ?? '');
		const body = await readSmall(req);
		if (body === null) return void res.writeHead(413, { connection: 'close' }).end();
		const ctx = requestCtx({ kind: 'visitor' });
		all.take('all', ctx.now);
		const click = readBeacon(body)?.click;
		if (click) perClick.take(click, ctx.now);
		// "null", and what no browser sends, is nobody's name.
		if (originOf(origin) !== origin) return void res.writeHead(403).end();
		const outcome = await takeBeacon({ ctx, input: { origin, body } });
		if (outcome === 'wrong_origin') return void res.writeHead(403).end();
		res.setHeader('access-control-allow-origin', origin);
		res.setHeader('vary', 'origin');
		res.writeHead(outcome === 'malformed' ? 422 : 204).end();
	}

	async function answer(req: IncomingMessage, res: ServerResponse, isScript: boolean) {
		res.setHeader('cache-control', 'no-store');
		res.setHeader('x-content-type-options', 'nosniff');
		res.setHeader('cross-origin-resource-policy', 'cross-origin');
		const methods = isScript ? ['GET', 'HEAD'] : ['POST'];
		if (!methods.includes(req.method ?? '')) {
			req.resume();
			return void res.writeHead(405, { allow: methods.join(', ') }).end();
		}
		await (isScript ? script : beacon)(req, res);
	}

	return {
		/** True when the request was for the script or from it. */
		handle(req: IncomingMessage, res: ServerResponse): boolean {
			const path = req.url?.split('?', 1)[0];
			if (path !== '/lrl.js' && path !== '/lrl') return false;
			answer(req, res, path === '/lrl.js').catch((error: unknown) => {
				const failure = error instanceof Failure ? error : null;
				if (!failure) log.error({ err: error }, 'the site’s message was not taken');
				if (res.headersSent) return void res.destroy();
				const wait = failure?.retryAfterSeconds;
				if (wait !== undefined) res.setHeader('retry-after', String(wait));
				res.writeHead(failure?.status ?? 503).end();
			});
			return true;
		},
	};
}
