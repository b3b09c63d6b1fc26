/** What sockets don't carry (trends, post of the week, prizes, the phase, other scenes) is asked for this often. */
const ASK_EVERY_MS = 30_000;
/** While the server doesn't answer; drawn between the two, so that not all screens come back in one moment. */
const RETRY_MS = [1_500, 3_000] as const;
const GIVE_UP_MS = 10_000;
/** While nothing can be had, so many questions may hang in a dead network; the next one finds whether it lives again. */
const MOST_ASKING = 4;
/** A newer version is loaded when the board has been still for so long, or at the latest after so long. */
const STILL_MS = 10_000;
const LATEST_RELOAD_MS = 300_000;
const SECOND_MS = 1_000;
/** A second that took so much longer or shorter by this machine's clock: it was set, or the machine slept. */
const JUMP_MS = 5_000;
/** A page that came out of the worker's cache instead, because the server was slow just then, is loaded anew after so long. */
const RELOAD_AGAIN_MS = 20_000;
/** The machine says that its network went or came: whether the server can be had is seen at once. */
const NETWORK_EVENTS = ['online', 'offline'] as const;
/** Remembers across the reload which version it was for, so that a stale cache in between can't make it loop. */
const RELOADED_FOR = 'laurel-display-reloaded-for';
/** The server's clock minus this machine's, for a start without a network: the page is an old one then. */
const SKEW = 'laurel-display-skew';
/** What the service worker writes on an answer that it had kept. */
export const KEPT_HEADER = 'x-laurel-kept';

const retryMs = () => RETRY_MS[0] + Math.random() * (RETRY_MS[1] - RETRY_MS[0]);

/** Stores may be closed to us, in a kiosk's private mode: then nothing is remembered. */
function remembered(store: 'localStorage' | 'sessionStorage', key: string): string | null {
	try {
		return globalThis[store].getItem(key);
	} catch {
		return null;
	}
}

function remember(store: 'localStorage' | 'sessionStorage', key: string, value: string): boolean {
	try {
		globalThis[store].setItem(key, value);
		return true;
	} catch {
		return false;
	}
}

/**
 * Keeps a screen in contact with its server for months: asks again and again, tells by the server's clock how late it
 * is and since when nothing could be had, and loads the page anew for a newer version once the board is still.
 * `address` answers what the page was made with, or 401, 404 or 410 when the screen may see nothing (any more).
 */
export abstract class Contact<Answer extends { now: string; build: string }> {
	/** The instant by the server's clock, a second at a time, in milliseconds. */
	now = $state(0);
	/** Since when nothing could be had from the server, in milliseconds; null while it answers. */
	lostSince: number | null = $state(null);
	/** The screen may see nothing any more. */
	closed = $state(false);

	readonly #address: string;
	/** The version that this page was made by. */
	readonly #build: string;
	/** The server's clock minus this machine's. */
	#skew = 0;
	#answeredAt: number;
	#etag: string | null = null;
	#movedAt = 0;
	#newerSince: number | null = null;
	/** When this page came out of a cache; null: it is the server's own. */
	#keptAt: number | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What has been asked and not answered. */
	#asking: AbortController[] = [];
	#tickedAt = 0;
	#stopped = false;

	constructor(initial: Answer, address: string) {
		this.now = Date.parse(initial.now);
		this.#answeredAt = this.now;
		this.#address = address;
		this.#build = initial.build;
	}

	/** Shows what the server answered. */
	protected abstract take(fresh: Answer): void;
	/** How often it is asked while the server answers. */
	protected get askEveryMs(): number {
		return ASK_EVERY_MS;
	}
	/** A second is over. */
	protected ticked?(): void;

	/** When the server last answered, by its clock, in milliseconds. */
	get answeredAt(): number {
		return this.#answeredAt;
	}

	/** Starts asking and ticking; gives what stops it all. In the browser only. `kept`: the page came from a cache. */
	start(kept = false): () => void {
		const skew = Number(remembered('localStorage', SKEW) ?? Number.NaN);
		this.#skew = kept && !Number.isNaN(skew) ? skew : this.#answeredAt - Date.now();
		if (kept) {
			this.lostSince = this.#answeredAt;
			this.#keptAt = Date.now();
		}
		this.#tickedAt = Date.now();
		this.#tick();
		const tick = setInterval(() => this.#tick(), SECOND_MS);
		const look = () => this.ask(true);
		for (const event of NETWORK_EVENTS) addEventListener(event, look);
		this.#plan(kept ? 0 : this.askEveryMs);
		return () => {
			this.#stopped = true;
			for (const event of NETWORK_EVENTS) removeEventListener(event, look);
			clearInterval(tick);
			clearTimeout(this.#timer);
			this.#forget();
		};
	}

	#tick(): void {
		const here = Date.now();
		// Until the server has said what the time is.
		if (Math.abs(here - this.#tickedAt) > JUMP_MS) this.ask(true);
		this.#tickedAt = here;
		this.now = here + this.#skew;
		this.ticked?.();
	}

	/** The board moved: a reload waits until it has been still for a while. */
	moved(): void {
		this.#movedAt = Date.now();
	}

	/**
	 * Asks now instead of at the next turn: the connection changed, a countdown ended, somebody new came into sight.
	 * `anew` gives up a question that may hang in a network that was away.
	 */
	ask(anew = false): void {
		if (anew) this.#forget();
		this.#plan(0);
	}

	/** Whatever was asked before tells nothing any more. */
	#forget(): void {
		const old = this.#asking;
		this.#asking = [];
		for (const asking of old) asking.abort();
	}

	#plan(ms: number): void {
		clearTimeout(this.#timer);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.#fetch(), ms);
	}

	async #fetch(): Promise<void> {
		const lost = this.lostSince !== null;
		if (this.#asking.length > 0 && !lost) return;
		if (this.#asking.length >= MOST_ASKING) this.#asking.shift()?.abort();
		const asking = new AbortController();
		this.#asking.push(asking);
		const giveUp = setTimeout(() => asking.abort(), GIVE_UP_MS);
		if (lost) this.#plan(retryMs());
		let next: number | null = null;
		try {
			next = await this.#question(asking.signal);
		} catch {
			// Who was asked anew in the meantime tells.
			if (this.#asking.includes(asking)) this.lostSince ??= this.#answeredAt;
		}
		clearTimeout(giveUp);
		if (!this.#asking.includes(asking)) return;
		this.#asking = this.#asking.filter((one) => one !== asking);
		if (next !== null) {
			this.#forget();
			this.#plan(next);
		} else if (!lost) this.#plan(retryMs());
	}

	/** Asks, and shows what is answered; gives in how many milliseconds it is asked again, null when no server answered. */
	async #question(signal: AbortSignal): Promise<number | null> {
		const headers: HeadersInit = this.#etag ? { 'if-none-match': this.#etag } : {};
		const answer = await fetch(this.#address, { signal, headers, cache: 'no-store' });
		if ([401, 404, 410].includes(answer.status)) {
			this.closed = true;
			return retryMs();
		}
		if (answer.status === 304) this.#answered(Date.parse(answer.headers.get('date') ?? ''));
		else if (answer.ok) await this.#read(answer);
		else throw new Error(`answered ${answer.status}`);
		return this.lostSince === null ? this.askEveryMs : null;
	}

	async #read(answer: Response): Promise<void> {
		const fresh = (await answer.json()) as Answer;
		// A newer one may be on the screen already, with which the page came.
		if (answer.headers.has(KEPT_HEADER)) {
			this.lostSince ??= this.#answeredAt;
			if (Date.parse(fresh.now) > this.#answeredAt) {
				this.#answeredAt = Date.parse(fresh.now);
				this.lostSince = this.#answeredAt;
				this.take(fresh);
			}
			return;
		}
		// What was closed begins anew with everything: sockets that were turned away, too.
		if (this.closed) location.reload();
		this.#answered(Date.parse(fresh.now));
		this.#etag = answer.headers.get('etag');
		this.take(fresh);
		if (fresh.build !== this.#build) this.#reloadOnceStill(fresh.build);
	}

	#answered(at: number): void {
		this.lostSince = null;
		if (Number.isNaN(at)) return;
		this.#answeredAt = at;
		this.#skew = at - Date.now();
		remember('localStorage', SKEW, String(this.#skew));
	}

	#reloadOnceStill(build: string): void {
		const now = Date.now();
		this.#newerSince ??= now;
		const still = now - this.#movedAt > STILL_MS;
		if (!still && now - this.#newerSince < LATEST_RELOAD_MS) return;
		const again = this.#keptAt !== null && now - this.#keptAt > RELOAD_AGAIN_MS;
		if (remembered('sessionStorage', RELOADED_FOR) === build && !again) return;
		if (remember('sessionStorage', RELOADED_FOR, build)) location.reload();
	}
}
