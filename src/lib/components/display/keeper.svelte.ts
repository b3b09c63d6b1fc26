import { LiveBoard, type LiveOptions } from '#lib/live/board.svelte.ts';
import { latest, WATCHED_ROWS, type Screen } from '#lib/domain/displays/screen.ts';
import { Contact } from './contact.svelte.ts';

const TICKER_KEPT = 20;

/** What draws a board as large as the screen needs to know of whoever keeps it true. */
export type Watched = {
	readonly screen: Screen;
	readonly live: LiveBoard;
	/** The instant by the server's clock, in milliseconds. */
	readonly now: number;
	/** The IANA zone whose clock is told. */
	readonly zone: string;
	/** Since when nothing could be had from the server, in milliseconds; null while it answers. */
	readonly lostSince: number | null;
	ask(anew?: boolean): void;
	moved(): void;
};

/** Brings what was asked for into a board that also moves by itself; what is newer stays. */
export function refresh(live: LiveBoard, fresh: Screen): void {
	const { version, rulesVersion, phase } = live.board;
	const newer = live.connection !== 'live' && fresh.board.version > version;
	const other = fresh.board.rulesVersion !== rulesVersion || fresh.board.phase !== phase;
	if (newer || other) live.board = fresh.board;
	live.ticker = latest([...live.ticker, ...fresh.ticker], TICKER_KEPT);
	live.takeReveal(fresh.reveal);
}

/** A board that follows the sockets, from what a screen was made with. */
export const liveBoard = (
	screen: Screen,
	options: Pick<LiveOptions, 'auth' | 'follow'>,
): LiveBoard =>
	new LiveBoard(screen.board, {
		ticker: screen.ticker,
		reveal: screen.reveal,
		...options,
		top: WATCHED_ROWS,
	});

/**
 * Keeps the board of one display link true for months without anybody near it: the sockets carry the rows, asking again
 * carries the rest.
 */
export class Keeper extends Contact<Screen> implements Watched {
	screen: Screen = $state.raw()!;
	readonly live: LiveBoard;

	constructor(initial: Screen, address: string, token: string) {
		super(initial, address);
		this.screen = initial;
		this.live = liveBoard(initial, { auth: { token } });
	}

	/** A link's screen has none of its own. */
	get zone(): string {
		return this.screen.contest.timeZone;
	}

	override start(): () => void {
		const stop = super.start();
		const disconnect = this.live.connect();
		return () => {
			stop();
			disconnect();
		};
	}

	protected take(fresh: Screen): void {
		refresh(this.live, fresh);
		this.screen = fresh;
	}
}
