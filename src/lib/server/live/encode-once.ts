import { Adapter, type BroadcastOptions } from 'socket.io-adapter';

type Packet = { data?: unknown[]; nsp?: string };
type Encoded = { packets: unknown[]; frame: Buffer[] | undefined };
type Options = {
	preEncoded?: boolean;
	volatile?: boolean | undefined;
	compress?: boolean | undefined;
	wsPreEncodedFrame?: Buffer[];
};
type Encoding = { _encode(packet: Packet, options: Options): unknown[] };

/** What an engine's connection looks like inside, as far as a frame's way to the wire goes. */
type Connection = {
	readyState: string;
	writeBuffer: unknown[];
	transport: {
		name: string;
		writable: boolean;
		perMessageDeflate?: unknown;
		socket?: {
			readyState: number;
			_socket?: { writableLength: number; write(frame: Buffer): void };
		};
	};
};
type Receiver = {
	client: { conn: Connection; writeToEngine(packets: unknown[], options: Options): void };
	notifyOutgoingListeners(packet: Packet): void;
};

const OPEN = 1;

/**
 * Writes a whole frame to a websocket's own socket; false where it has to take the engine's way: by polling, while
 * the engine still holds packets that come before it, or where the other end reads too slowly. Bytes leave in the
 * order of the calls either way.
 */
function writeStraight(conn: Connection, frame: Buffer): boolean {
	const { transport } = conn;
	if (conn.readyState !== 'open' || conn.writeBuffer.length > 0) return false;
	if (transport.name !== 'websocket' || !transport.writable) return false;
	if (transport.perMessageDeflate) return false;
	const { socket } = transport;
	if (socket?.readyState !== OPEN || socket._socket?.writableLength !== 0) return false;
	socket._socket.write(frame);
	return true;
}

/**
 * Socket.IO's in-memory adapter, except that one payload is encoded once however many rooms it goes to, that its
 * websocket frame is one buffer, and that this buffer goes straight to each socket: a board goes to thousands of them
 * in shards of 20, and encoding it for each shard, writing header and body apart and the engine's bookkeeping of each
 * packet (three events, two callbacks and a queue) took most of the processor time of an emit.
 */
export class EncodeOnceAdapter extends Adapter {
	constructor(nsp: ConstructorParameters<typeof Adapter>[0]) {
		super(nsp);
		const encoding = this as unknown as Encoding;
		const encode = encoding._encode.bind(this);
		let last: { event: unknown; payload: object; encoded: Encoded } | null = null;
		encoding._encode = (packet, options) => {
			const [event, payload, ...more] = packet.data ?? [];
			if (typeof payload !== 'object' || payload === null || more.length > 0) {
				return encode(packet, options);
			}
			if (last?.payload !== payload || last.event !== event) {
				const packets = encode(packet, options);
				const { wsPreEncodedFrame: parts } = options;
				last = { event, payload, encoded: { packets, frame: parts && [Buffer.concat(parts)] } };
			}
			if (last.encoded.frame) options.wsPreEncodedFrame = last.encoded.frame;
			return last.encoded.packets;
		};
	}

	override broadcast(packet: Packet, opts: BroadcastOptions): void {
		const { volatile, compress } = opts.flags ?? {};
		const options: Options = { preEncoded: true, volatile, compress };
		packet.nsp = this.nsp.name;
		const packets = (this as unknown as Encoding)._encode(packet, options);
		const { wsPreEncodedFrame: parts } = options;
		const frame = parts?.length === 1 ? parts[0] : undefined;
		const apply = Reflect.get(this, 'apply') as (
			opts: BroadcastOptions,
			each: (socket: Receiver) => void,
		) => void;
		apply.call(this, opts, (socket) => {
			socket.notifyOutgoingListeners(packet);
			const { client } = socket;
			if (!frame || !writeStraight(client.conn, frame)) client.writeToEngine(packets, options);
		});
	}
}
