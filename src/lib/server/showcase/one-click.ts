import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { createRateLimit } from '../api/rate-limit.ts';
import type { Ctx } from '../context.ts';
import { endLetters } from './subscribe.ts';

const PATH = /^\/showcase\/letter\/([\w-]{1,100})\/now(?:\?|$)/;
/** A mail provider may end many letters at once; whoever guesses keys ends none in any number of years. */
const PER_MINUTE = 600;

/** The address that a mail program posts to by itself. */
export const oneClickPath = (key: string): string => `/showcase/letter/${key}/now`;

/**
 * Answers what mail programs send when somebody presses their own "Unsubscribe" (RFC 8058), before the pages do: their POST comes
 * without a cookie and from no page of ours, which the pages refuse. The answer is the same for every key. Whoever opens it in a browser
 * comes to the page that asks.
 */
export function createOneClick(parts: { requestCtx(actor: Actor): Ctx; log: Logger }) {
	const limit = createRateLimit(PER_MINUTE);

	async function end(key: string, res: ServerResponse): Promise<void> {
		try {
			const ctx = parts.requestCtx({ kind: 'visitor' });
			limit.take('all', ctx.now);
			await endLetters({ ctx, input: { key } });
			res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Done.\n');
		} catch (error) {
			parts.log.warn({ err: error }, 'letters could not be ended');
			const status = error instanceof Failure ? error.status : 503;
			res.writeHead(status, { 'retry-after': '60' }).end();
		}
	}

	return {
		/** False when the request is somebody else's. */
		handle(req: IncomingMessage, res: ServerResponse): boolean {
			const key = PATH.exec(req.url ?? '')?.[1];
			if (!key) return false;
			// What they send says nothing more: the address does.
			req.resume();
			if (req.method === 'POST') void end(key, res);
			else res.writeHead(303, { location: `/showcase/letter/${key}` }).end();
			return true;
		},
	};
}
