import { connect, type Socket } from 'node:net';

/** What a handshake carries: a person's cookie, a display's key, or a paired display's cookie. */
export type Credentials = { cookie?: string; key?: string; display?: true };

function authOf({ key, display }: Credentials): string {
	if (display) return JSON.stringify({ display });
	return key ? JSON.stringify({ token: key }) : '';
}

/**
 * All sockets read into this one, each frame before the next: a buffer of 64 kB each time cost as much as the reading, with
 * the collector's threads behind it (8 % of the machine at 5,000 sockets), and took it from the portal that is measured.
 */
const SHARED = Buffer.allocUnsafe(65_536);

/**
 * A watcher of a board that costs next to nothing: Socket.IO's protocol (engine 4, packets 5) over a raw websocket, by
 * hand, since thousands of real clients would need more of the machine than the server that is measured. Masks with
 * zeros, answers pings, asks once, and hands on what comes without parsing it.
 */
export class RawWatcher {
	readonly #socket: Socket;
	#rest: Buffer | null = null;
	#upgraded = false;

	constructor(options: {
		port: number;
		contest: string;
		credentials: Credentials;
		top: number;
		/** The answer to `watch`. */
		onBoard(payload: Buffer): void;
		/** Any event of the namespace, from its name on. */
		onEvent(payload: Buffer): void;
		onClose(): void;
	}) {
		const { port, contest, credentials, top } = options;
		this.#socket = connect({
			...{ port, host: '127.0.0.1', noDelay: true },
			onread: {
				buffer: SHARED,
				callback: (length) => {
					this.#read(SHARED.subarray(0, length), take);
					return true;
				},
			},
		});
		const cookie = credentials.cookie ? `Cookie: ${credentials.cookie}\r\n` : '';
		this.#socket.on('connect', () =>
			this.#socket.write(
				`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${cookie}` +
					'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
					'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
			),
		);
		this.#socket.on('error', () => undefined);
		this.#socket.on('close', () => options.onClose());
		const take = (frame: Buffer) => {
			switch (frame[0]) {
				case 0x30: // 0: open
					this.send(`40/live,${authOf(credentials)}`);
					break;
				case 0x32: // 2: ping
					this.send('3');
					break;
				case 0x34: // 4: message; 40 connected, 42 event, 43 answer, 44 refused
					if (frame[1] === 0x30) {
						this.send(`42/live,0["watch",${JSON.stringify({ contest, top })}]`);
					} else if (frame[1] === 0x32) options.onEvent(frame.subarray(8));
					else if (frame[1] === 0x33) options.onBoard(frame.subarray(9));
					else if (frame[1] === 0x34) throw new Error(frame.toString());
			}
		};
	}

	#read(chunk: Buffer, take: (frame: Buffer) => void): void {
		let data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
		this.#rest = null;
		if (!this.#upgraded) {
			const end = data.indexOf('\r\n\r\n');
			if (end < 0) {
				this.#rest = Buffer.from(data);
				return;
			}
			this.#upgraded = true;
			data = data.subarray(end + 4);
		}
		while (data.length >= 2) {
			const short = data[1]! & 0x7f;
			const head = short < 126 ? 2 : short === 126 ? 4 : 10;
			if (data.length < head) break;
			const length =
				short < 126 ? short : short === 126 ? data.readUInt16BE(2) : data.readUInt32BE(6);
			if (data.length < head + length) break;
			if ((data[0]! & 0x0f) === 1) take(data.subarray(head, head + length));
			data = data.subarray(head + length);
		}
		if (data.length > 0) this.#rest = Buffer.from(data);
	}

	/** Sends a text frame. */
	send(text: string): void {
		const payload = Buffer.from(text);
		const head =
			payload.length < 126
				? Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0])
				: Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
		this.#socket.write(Buffer.concat([head, payload]));
	}

	close(): void {
		this.#socket.destroy();
	}
}
