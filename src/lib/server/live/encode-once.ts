import { Adapter } from 'socket.io-adapter';

type Packet = { type: number; data: unknown[]; nsp: string };
type Options = { preEncoded: true; wsPreEncodedFrame?: Buffer[] };
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

/** An event's name and its payload. */
export type LiveEvent = readonly [event: string, payload: unknown];

/** `EVENT` of the Socket.IO protocol 5. */
const EVENT = 2;

/**
 * Socket.IO's in-memory adapter with a way of its own for what goes to thousands: events that belong together are encoded
 * once however many rooms they go to, and their websocket frames are one buffer that goes straight to each socket. A board
 * goes to thousands in shards of 20; encoding it for each shard, writing header and body apart and the engine's bookkeeping of
 * each packet (three events, two callbacks and a queue) took most of the processor time of an emit. Of the rest the kernel
 * takes 13 µs a write, however much is in it.
 */
export class EncodeOnceAdapter extends Adapter {
	/** A function that brings these events, as they are now and in this order, to everybody in a room. */
	teller(events: readonly LiveEvent[]): (room: string) => void {
		const packets = events.map((event) => {
			const packet: Packet = { type: EVENT, data: [...event], nsp: this.nsp.name };
			const options: Options = { preEncoded: true };
			return { encoded: (this as unknown as Encoding)._encode(packet, options), options };
		});
		// Only a payload without bytes has a frame already.
		const parts = packets.map(({ options }) => options.wsPreEncodedFrame);
		const frames = parts.every((part) => part !== undefined) ? Buffer.concat(parts.flat()) : null;
		return (room) => {
			for (const id of this.rooms.get(room) ?? []) {
				const client = (this.nsp.sockets.get(id) as Receiver | undefined)?.client;
				if (!client || (frames && writeStraight(client.conn, frames))) continue;
				for (const { encoded, options } of packets) client.writeToEngine(encoded, options);
			}
		};
	}
}
