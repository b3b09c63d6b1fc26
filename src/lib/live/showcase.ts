import type { Socket } from 'socket.io-client';
import type { ClientEvents, LIVE_NAMESPACE, ServerEvents } from '#lib/domain/live/events.ts';

/** Written out: a module that two pages share is a request and 60 bytes more for the home page, which has none to spare. */
const NAMESPACE: typeof LIVE_NAMESPACE = '/live';

/** So often it is looked whether something was taken back while no socket tells. */
const UNTOLD_MS = 4_000;
/** Everybody who looks is told in one moment: they ask spread over this. */
const SPREAD_MS = 1_000;

/**
 * Has `look` called when the showcase changed: told by the socket, after a connection was lost, when the page comes back into
 * sight, and every few seconds where no socket can be had. Gives what ends it. In the browser only.
 */
export function followShowcase(look: () => void): () => void {
	let socket: Socket<ServerEvents, ClientEvents> | null = null;
	let told = false;
	let closed = false;
	let soon: ReturnType<typeof setTimeout> | undefined;
	const looks = () => {
		soon = undefined;
		look();
	};
	const rung = () => (soon ??= setTimeout(looks, Math.random() * SPREAD_MS));
	const seen = () => {
		if (document.visibilityState === 'visible') rung();
	};

	/** A page that is loaded anew from a server that is away shows an error instead: it is asked first. */
	async function ask(): Promise<void> {
		if (told || closed || document.visibilityState !== 'visible') return;
		const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
		if (answer && answer.status < 500 && !told && !closed) look();
	}

	async function connect(): Promise<void> {
		const client = await import('socket.io-client').catch(() => null);
		if (closed || !client) return;
		socket = client.io(NAMESPACE, { transports: ['websocket', 'polling'] });
		socket.on('connect', () =>
			socket!.emit('follow', { showcase: true }, (answer) => {
				told = answer.ok;
				// What changed between the page and this moment was told to nobody here.
				rung();
			}),
		);
		socket.on('disconnect', () => (told = false));
		socket.on('showcase', rung);
	}

	void connect();
	const timer = setInterval(() => void ask(), UNTOLD_MS);
	document.addEventListener('visibilitychange', seen);
	return () => {
		closed = true;
		clearInterval(timer);
		clearTimeout(soon);
		document.removeEventListener('visibilitychange', seen);
		socket?.disconnect();
	};
}
