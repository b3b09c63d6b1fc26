import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Ctx } from '../context.ts';
import { authenticate } from './authenticate.ts';
import { readStorableJson } from './body.ts';
import { fileAnswer } from './file-answer.ts';
import { problemOf } from './problem.ts';
import { createRateLimit, type RateFields } from './rate-limit.ts';

const limit = createRateLimit();

/** What a route of the API gets: the context of the token's holder, and the body once it asks for it. */
export type ApiCall<Params> = {
	ctx: Ctx;
	params: Params;
	url: URL;
	/** Parses the body; the verb's schema judges it. An empty object stands for anything but an object. */
	body(read?: (request: Request) => Promise<unknown>): Promise<never>;
};

/** An answer without a body. */
export const NO_CONTENT = Symbol('204');
export type ApiAnswer =
	| { status?: number; body: unknown }
	| { file: { name: string; contentType: string; stream: ReadableStream<Uint8Array> } }
	| typeof NO_CONTENT;

/**
 * Answers one request of the API: authenticates by token, counts it against the token's rate, runs, and turns whatever
 * is thrown into problem details. Nothing of the session is used.
 */
export async function respond<Params>(
	event: Pick<RequestEvent, 'request' | 'url' | 'locals'> & { params: Params },
	run: (call: ApiCall<Params>) => Promise<ApiAnswer>,
): Promise<Response> {
	let fields: Partial<RateFields> = {};
	const response = await respondToAnyone(event, async (call) => {
		const actor = await authenticate(call.ctx, event.request.headers.get('authorization'));
		if (actor.kind === 'token') {
			fields = limit.refused();
			fields = limit.take(actor.id, call.ctx.now);
		}
		return run({ ...call, ctx: { ...call.ctx, actor } });
	});
	for (const [name, value] of Object.entries<string>(fields)) response.headers.set(name, value);
	return response;
}

/**
 * What was read, with its tag: whoever names the tag of what they have is told that nothing changed (RFC 9110, 13.1.2).
 * It spares the way, not the reading.
 */
function tagged(request: Request, body: unknown, headers: Record<string, string>): Response {
	const text = JSON.stringify(body);
	const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
	const known = request.headers.get('if-none-match')?.split(',') ?? [];
	if (known.some((tag) => [etag, `W/${etag}`, '*'].includes(tag.trim())))
		return new Response(null, { status: 304, headers: { ...headers, etag } });
	return new Response(text, {
		headers: { ...headers, etag, 'content-type': 'application/json' },
	});
}

/** The same for routes that need no token, because the verb knows its caller otherwise. */
export async function respondToAnyone<Params>(
	event: Pick<RequestEvent, 'request' | 'url' | 'locals'> & { params: Params },
	run: (call: ApiCall<Params>) => Promise<ApiAnswer>,
): Promise<Response> {
	const visitor: Ctx = { ...event.locals.ctx, actor: { kind: 'visitor' } };
	try {
		const answer = await run({
			ctx: visitor,
			params: event.params,
			url: event.url,
			// What comes in is unknown; `never` lets it be handed to any verb, whose schema parses it.
			body: async (read = readStorableJson) => (await read(event.request)) as never,
		});
		const headers = { 'cache-control': 'no-store' };
		if (answer === NO_CONTENT) return new Response(null, { status: 204, headers });
		if ('file' in answer) return fileAnswer(answer.file);
		if (event.request.method === 'GET') return tagged(event.request, answer.body, headers);
		return Response.json(answer.body, { status: answer.status ?? 200, headers });
	} catch (error) {
		return problemOf(error, (unforeseen) =>
			visitor.log.error({ err: unforeseen }, 'the API failed'),
		);
	}
}
