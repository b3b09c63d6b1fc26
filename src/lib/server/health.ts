import type { IncomingMessage, ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { authenticate } from './api/authenticate.ts';
import { authorise, type Ctx } from './context.ts';
import type { Connections } from './db/client.ts';

export type PartHealth = { state: 'ok' | 'degraded' | 'down'; detail?: string; spooled?: number };
export type Health = Record<string, PartHealth>;

type Parts = {
	health(): Promise<Health>;
	connections: Connections;
	sockets(): number;
	requestCtx(actor: Actor, now?: Date): Ctx;
};

/** A database that does not answer within this is as good as away, for whoever asks /readyz. */
const READY_DEADLINE_MS = 1_000;

const NANOSECONDS = 1e9;
const loopDelay = monitorEventLoopDelay({ resolution: 20 });
loopDelay.enable();

function send(res: ServerResponse, status: number, type: string, body: string): void {
	res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function readyz(res: ServerResponse, parts: Parts): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Health>((resolve) => {
		timer = setTimeout(
			() => resolve({ database: { state: 'down', detail: 'no answer within one second' } }),
			READY_DEADLINE_MS,
		);
	});
	const health = await Promise.race([parts.health(), late]);
	clearTimeout(timer);
	const ready = Object.values(health).every((part) => part.state !== 'down');
	send(res, ready ? 200 : 503, 'application/json', JSON.stringify({ ready, parts: health }));
}

/** Whether the request came straight from this machine: no proxy in between may speak for a stranger. */
function fromLoopback(req: IncomingMessage): boolean {
	const address = req.socket.remoteAddress ?? '';
	const loopback = /^(127\.|::1$|::ffff:127\.)/.test(address);
	return (
		loopback && req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined
	);
}

async function metrics(req: IncomingMessage, res: ServerResponse, parts: Parts): Promise<void> {
	if (!fromLoopback(req)) {
		try {
			const ctx = parts.requestCtx({ kind: 'visitor' });
			const actor = await authenticate(ctx, req.headers.authorization ?? null);
			authorise(actor, 'metrics.read');
		} catch {
			res.setHeader('www-authenticate', 'Bearer');
			send(
				res,
				401,
				'text/plain; charset=utf-8',
				'Metrics need a token, or a request from this machine.\n',
			);
			return;
		}
	}
	const health = await parts.health();
	const lines = [
		'# TYPE laurel_up gauge',
		...Object.entries(health).map(
			([part, { state }]) => `laurel_up{part="${part}"} ${state === 'down' ? 0 : 1}`,
		),
		'# TYPE laurel_clicks_spooled gauge',
		`laurel_clicks_spooled ${health.door?.spooled ?? 0}`,
		'# TYPE laurel_sockets gauge',
		`laurel_sockets ${parts.sockets()}`,
		'# TYPE nodejs_eventloop_lag_p99_seconds gauge',
		`nodejs_eventloop_lag_p99_seconds ${loopDelay.percentile(99) / NANOSECONDS}`,
		'# TYPE process_resident_memory_bytes gauge',
		`process_resident_memory_bytes ${process.memoryUsage.rss()}`,
	];
	send(res, 200, 'text/plain; version=0.0.4; charset=utf-8', `${lines.join('\n')}\n`);
}

/**
 * Answers /livez (200 as long as the process turns), /readyz (200 or 503, each part with its state) and /metrics
 * (Prometheus text, with a token or from this machine only). False when the path is none of these.
 */
export function answerHealth(req: IncomingMessage, res: ServerResponse, parts: Parts): boolean {
	const path = req.url?.split('?', 1)[0];
	if (path !== '/livez' && path !== '/readyz' && path !== '/metrics') return false;
	if (req.method !== 'GET' && req.method !== 'HEAD') {
		res.setHeader('allow', 'GET, HEAD');
		send(res, 405, 'text/plain; charset=utf-8', 'Only GET and HEAD.\n');
		return true;
	}
	if (path === '/livez') send(res, 200, 'application/json', '{"live":true}');
	else {
		const work = path === '/readyz' ? readyz(res, parts) : metrics(req, res, parts);
		work.catch((error: Error) => send(res, 503, 'text/plain; charset=utf-8', `${error.message}\n`));
	}
	return true;
}
