import type { Logger } from 'pino';
import type { Connections } from '../db/client.ts';
import { SHOWCASE_CHANNEL } from '../showcase/bell.ts';

/** The sockets of those who look at it. */
export const SHOWCASE_ROOM = 'showcase';
const LISTEN_AGAIN_MS = 2_000;

/** Tells whoever looks at the showcase that something on it changed, or may have while nobody listened. */
export class ShowcaseFeed {
	readonly #parts: { connections: Pick<Connections, 'sql'>; log: Logger; tell: () => void };
	#listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	#timer: NodeJS.Timeout | undefined;

	constructor(parts: { connections: Pick<Connections, 'sql'>; log: Logger; tell: () => void }) {
		this.#parts = parts;
	}

	/** Begins to listen; Postgres may still be away. */
	start(): void {
		this.#listen();
		this.#timer = setInterval(() => this.#listen(), LISTEN_AGAIN_MS);
	}

	#listen(): void {
		if (this.#listening) return;
		const { connections, log, tell } = this.#parts;
		const listening = connections.sql.listen(SHOWCASE_CHANNEL, tell, tell);
		this.#listening = listening;
		listening.catch((error: Error) => {
			this.#listening = null;
			log.warn({ detail: error.message }, 'cannot listen for the showcase yet');
		});
	}

	/** Stops listening. */
	async close(): Promise<void> {
		clearInterval(this.#timer);
		await this.#listening?.then((listener) => listener.unlisten()).catch(() => undefined);
	}
}
