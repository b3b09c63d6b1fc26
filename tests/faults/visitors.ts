import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';

export type Answer = { status: number; location: string | undefined; body: string };

/** One request to 127.0.0.1; rejects when the connection breaks. */
export function ask(
	port: number,
	path: string,
	options: { method?: string; headers?: Record<string, string>; agent?: Agent } = {},
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const { method = 'GET', headers = {}, agent } = options;
		const sent = request(
			{
				...{ host: '127.0.0.1', port, path, method, timeout: 10_000 },
				headers: { 'user-agent': BROWSER, ...headers },
				...(agent ? { agent } : {}),
			},
			(res) => {
				let body = '';
				res.setEncoding('utf8');
				res.on('data', (chunk: string) => (body += chunk));
				res.on('error', reject);
				res.on('end', () =>
					resolve({ status: res.statusCode ?? 0, location: res.headers.location, body }),
				);
			},
		);
		sent.on('timeout', () => sent.destroy(new Error('no answer within 10 s')));
		sent.on('error', reject).end();
	});
}

/** The click's id in a redirect. */
export const clickId = (location: string | undefined): string | null =>
	location ? new URL(location).searchParams.get('lrl') : null;

export type Visit = {
	/** The visitor's address, made up; the server believes one proxy. */
	address: string;
	/** The click's id, when an answer came. */
	id: string | null;
	status: number | null;
	at: number;
};

/**
 * Made-up visitors, each another one, opening links at a steady rate whatever the answers: like the open web, they do
 * not wait for one another.
 */
export function sendVisitors(port: number, paths: readonly string[], perSecond: number) {
	const visits: Visit[] = [];
	const underWay = new Set<Promise<void>>();
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	let running = true;
	let serial = 0;
	const visit = (address: string): Promise<void> => {
		const entry: Visit = { address, id: null, status: null, at: Date.now() };
		visits.push(entry);
		const path = paths[visits.length % paths.length] ?? '';
		return ask(port, path, { agent, headers: { 'x-forwarded-for': address } }).then(
			({ status, location }) => {
				entry.status = status;
				entry.id = clickId(location);
			},
			() => undefined,
		);
	};
	const sending = (async () => {
		const begun = performance.now();
		while (running) {
			const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
			while (serial < due) {
				const n = ++serial;
				const going = visit(`10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`);
				underWay.add(going);
				void going.finally(() => underWay.delete(going));
			}
			await delay(5);
		}
	})();
	return {
		visits,
		/** Stops sending and waits for the answers that are still to come. */
		async stop(): Promise<Visit[]> {
			running = false;
			await sending;
			await Promise.all(underWay);
			agent.destroy();
			return visits;
		},
	};
}

/** Resolves with what `probe` gives as soon as that is neither null nor a rejection; throws after `seconds`. */
export async function until<T>(
	what: string,
	seconds: number,
	probe: () => Promise<T | null>,
): Promise<T> {
	for (const end = Date.now() + seconds * 1000; ; await delay(25)) {
		const seen = await probe().catch(() => null);
		if (seen !== null) return seen;
		if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}.`);
	}
}
