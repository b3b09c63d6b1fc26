import { connect, type Socket } from 'node:net';

/**
 * The load generator, a process of its own: so many kept-alive connections, each sending its next GET when the answer
 * to the last one is there. Every request comes from another visitor (X-Forwarded-For). It does as little as it
 * can, since it shares the machine with what it measures: raw sockets, requests put together from fixed parts.
 */
export type LoadOrder = {
	port: number;
	connections: number;
	seconds: number;
	/** Paths, taken in turn. */
	paths: string[];
	/** The first visitor's number; each request takes the next one. */
	firstVisitor: number;
	/** Sent at this rate in all, instead of as fast as answers come. */
	perSecond?: number;
};
export type LoadReport = {
	answered: number;
	wrong: number;
	seconds: number;
	lastVisitor: number;
	/** Milliseconds from request to answer, a sample of at most 100,000. */
	latencies: number[];
};

const AGENT =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const MAX_SAMPLE = 100_000;

function run(order: LoadOrder): Promise<LoadReport> {
	const heads = order.paths.map(
		(path) =>
			`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: ${AGENT}\r\nX-Forwarded-For: `,
	);
	let visitor = order.firstVisitor;
	let answered = 0;
	let wrong = 0;
	let stopped = false;
	const latencies: number[] = [];
	const begun = performance.now();
	const until = begun + order.seconds * 1000;
	const gap = order.perSecond ? (1000 * order.connections) / order.perSecond : 0;

	function request(): string {
		const n = visitor++;
		const address = `${10 + (n >>> 24)}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`;
		return `${heads[n % heads.length] ?? ''}${address}\r\n\r\n`;
	}

	return new Promise((resolve) => {
		let open = order.connections;
		const closed = () => {
			if (--open > 0) return;
			const seconds = (performance.now() - begun) / 1000;
			resolve({ answered, wrong, seconds, lastVisitor: visitor, latencies });
		};
		const drive = (socket: Socket, index: number): void => {
			let sentAt = 0;
			let heard = '';
			let slot = begun + (gap * index) / order.connections;
			const send = () => {
				sentAt = performance.now();
				socket.write(request(), 'latin1');
			};
			const next = () => {
				if (stopped || performance.now() >= until) {
					stopped = true;
					socket.end();
				} else if (gap === 0) {
					send();
				} else {
					slot += gap;
					setTimeout(send, Math.max(0, slot - performance.now()));
				}
			};
			socket.on('data', (chunk) => {
				heard = heard === '' ? chunk.toString('latin1') : heard + chunk.toString('latin1');
				// Redirects have no body: the empty line is the end.
				if (!heard.endsWith('\r\n\r\n')) return;
				if (heard.startsWith('HTTP/1.1 302')) answered++;
				else wrong++;
				heard = '';
				if (latencies.length < MAX_SAMPLE) latencies.push(performance.now() - sentAt);
				next();
			});
			socket.on('close', closed);
			socket.on('error', () => wrong++);
			socket.on('connect', gap === 0 ? send : next);
		};
		for (let i = 0; i < order.connections; i++) {
			drive(connect({ port: order.port, host: '127.0.0.1', noDelay: true }), i);
		}
	});
}

process.on('message', (order: LoadOrder) => {
	void run(order).then((report) => process.send?.(report));
});
