import { Adapter } from 'socket.io-adapter';

type Packet = { data?: unknown[] };
type Encoded = { packets: unknown[]; frame: Buffer[] | undefined };
type Options = { wsPreEncodedFrame?: Buffer[] };
type Encoding = { _encode(packet: Packet, options: Options): unknown[] };

/**
 * Socket.IO's in-memory adapter, except that one payload is encoded once however many rooms it goes to, and that its
 * websocket frame is one buffer: a board goes to thousands of sockets in shards of 40, and encoding it for each
 * shard and writing header and body apart took most of the processor time of an emit.
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
}
