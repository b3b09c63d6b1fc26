import { lookAtLeader, type LeaderSeen } from '#lib/domain/displays/leader.ts';
import { playAt, type Play } from '#lib/domain/displays/playlist.ts';
import type { ShownItem, ShownTakeover, Show } from '#lib/domain/displays/show.ts';
import type { Screen } from '#lib/domain/displays/screen.ts';
import { takeoverAt, type Occasion, type Takeover } from '#lib/domain/displays/takeover.ts';
import type { LiveBoard } from '#lib/live/board.svelte.ts';
import { Contact } from '../display/contact.svelte.ts';
import { liveBoard, refresh, type Watched } from '../display/keeper.svelte.ts';

/** What a scene shows may be so old when its turn comes; else it is asked for. */
const FRESH_MS = 10_000;
/** So often it is asked while no socket tells what changed: what somebody takes back is gone within 5 s. */
const UNTOLD_MS = 4_000;

/**
 * Plays a paired screen's playlist for months without anybody near it. What is shown depends on the server's clock and
 * the programme alone, so that a reload changes nothing; between the scenes comes what takes over for a moment.
 */
export class Player extends Contact<Show> {
	show: Show = $state.raw()!;
	/** The live board of the contest that the portal is about; null when there is none. */
	live: LiveBoard | null = $state.raw(null);
	/** The scene of the playlist whose turn it is; its item is null when nothing is due. */
	play: Play<ShownItem> = $state.raw({ item: null, since: 0, until: 0 });
	takeover: Takeover | null = $state.raw(null);

	#leader: LeaderSeen | null = null;
	#started = false;
	#disconnect: (() => void) | null = null;
	readonly #reloadSeq: number;

	constructor(initial: Show, address: string) {
		super(initial, address);
		this.#reloadSeq = initial.display.reloadSeq;
		this.#accept(initial);
	}

	override start(kept = false): () => void {
		this.#started = true;
		this.#connect();
		const stop = super.start(kept);
		return () => {
			stop();
			this.#started = false;
			this.#disconnect?.();
		};
	}

	/** Without sockets, or without a contest to follow by them, it is asked more often. */
	protected override get askEveryMs(): number {
		return this.live?.connection === 'live' ? super.askEveryMs : UNTOLD_MS;
	}

	/** For what draws the board as large as the screen; null without a contest. */
	get watched(): Watched | null {
		const { live } = this;
		if (!live || !this.show.screen) return null;
		// eslint-disable-next-line @typescript-eslint/no-this-alias -- the getters below have a this of their own
		const player = this;
		return {
			live,
			get screen() {
				return player.show.screen!;
			},
			get zone() {
				return player.show.display.timeZone;
			},
			get now() {
				return player.now;
			},
			get lostSince() {
				return player.lostSince;
			},
			ask: (anew) => player.ask(anew),
			moved: () => player.moved(),
		};
	}

	/** What an owner shows now, while it takes over. */
	get shownNow(): ShownTakeover | null {
		const id = this.takeover?.id;
		return id ? (this.show.takeovers.find((one) => one.id === id) ?? null) : null;
	}

	protected override take(fresh: Show): void {
		if (fresh.display.reloadSeq > this.#reloadSeq) location.reload();
		this.#accept(fresh);
	}

	protected override ticked(): void {
		if (this.live) this.#leader = lookAtLeader(this.live.board, this.#leader, this.now);
		const before = this.play.item?.id;
		this.#turn();
		if (this.play.item?.id !== before && this.now - this.answeredAt > FRESH_MS) this.ask();
	}

	#accept(fresh: Show): void {
		const { screen } = fresh;
		this.show = fresh;
		if (!screen) this.#follow(null);
		else if (this.live?.board.contest === screen.board.contest) refresh(this.live, screen);
		else this.#follow(this.#liveBoard(screen));
		this.#turn();
	}

	#liveBoard(screen: Screen): LiveBoard {
		const { id } = this.show.display;
		const rung = () => this.ask(true);
		return liveBoard(screen, { auth: { display: true }, follow: { display: id, rung } });
	}

	#follow(live: LiveBoard | null): void {
		this.#disconnect?.();
		this.#disconnect = null;
		this.live = live;
		if (this.#started) this.#connect();
	}

	#connect(): void {
		this.#disconnect = this.live?.connect() ?? null;
	}

	get #occasion(): Occasion | null {
		const { screen } = this.show;
		if (!screen || !this.live) return null;
		const { startsAt, endsAt } = screen.contest;
		const { phase } = this.live.board;
		return { phase, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
	}

	/** A scene keeps its turn to the end, whatever comes new meanwhile, unless it is no longer in the playlist. */
	#turn(): void {
		const { items, display, takeovers } = this.show;
		const manual = takeovers.map(({ id, from, until }) => ({
			id,
			from: Date.parse(from),
			until: Date.parse(until),
		}));
		this.takeover = takeoverAt(manual, this.#occasion, this.#leader?.since ?? null, this.now);
		const current = this.play.item && items.find(({ id }) => id === this.play.item!.id);
		if (!current || this.now < this.play.since || this.now >= this.play.until) {
			this.play = playAt(items, this.now, display.timeZone);
		} else if (current !== this.play.item) {
			this.play = { ...this.play, item: current };
		}
	}
}
