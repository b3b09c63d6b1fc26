import { signatureOf } from '#lib/server/hooks/signature.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { POST } from '../../src/routes/api/v1/hooks/[source]/+server.ts';

export type SentHook = {
	source: string;
	secret: string;
	id?: string;
	at?: Date;
	now?: Date;
	/** Signed as it is; a stream has no signature that could be right. */
	body: string | Buffer<ArrayBuffer> | ReadableStream<Uint8Array>;
};

let n = 0;

/** Sends messages through the route, as a server would at `now`, and gives status and answer. */
export function hookSender(database: TestDatabase, usual: Date) {
	return async (sent: SentHook, headers: Record<string, string> = {}) => {
		const { source, secret, id = `msg-${++n}`, now = usual, at = now, body } = sent;
		const timestamp = String(Math.floor(at.getTime() / 1000));
		const signed = body instanceof ReadableStream ? '' : body;
		const request = new Request(`http://localhost/api/v1/hooks/${encodeURIComponent(source)}`, {
			method: 'POST',
			body,
			headers: {
				'content-type': 'application/json',
				'webhook-id': id,
				'webhook-timestamp': timestamp,
				'webhook-signature': signatureOf({ id, timestamp, body: signed }, secret),
				...headers,
			},
			duplex: 'half',
		} as RequestInit);
		const event = { request, params: { source }, url: new URL(request.url) };
		const locals = { ctx: database.ctx({ kind: 'visitor' }, now) };
		const response = await POST({ ...event, locals } as never);
		return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
	};
}
