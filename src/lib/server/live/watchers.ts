import type { Audience } from '#lib/domain/live/events.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Room } from './room.ts';
import type { Rate } from './rate.ts';

/** What the gateway knows of one socket; lives as long as the socket. */
export type SocketData = {
	/** Null until a display's key was accepted for a contest. */
	actor: Actor | null;
	/** The Cookie header of a person's handshake, or the key of a display's: asked again from time to time. */
	cookie: string | null;
	key: string | null;
	/** A paired display’s own id, known by the token in its cookie. */
	displayId: string | null;
	/** Gives back its seat, once it hears its own bell. */
	unfollow: (() => void) | null;
	/** SHA-256 of the session id, to be cut off by name when it ends. */
	sessionId: string | null;
	/** By contest slug. */
	watched: Map<string, { room: Room; shard: string }>;
	rate: Rate;
};

/** The audience of whoever watches live: everybody sees the public board, their own figures come as `me`. */
export const LIVE_AUDIENCE: Audience = 'public';
