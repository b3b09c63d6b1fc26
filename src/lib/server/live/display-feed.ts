import { sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { DISPLAY_BELLS, type DisplayBell } from '#lib/domain/displays/programme.ts';
import type { Connections } from '../db/client.ts';
import { idsOf } from '../db/lists.ts';
import { DISPLAYS_CHANNEL } from '../displays/bell.ts';
import { forgetShown } from '../displays/show.ts';

/** Also without a bell, in case one was lost with its connection: a revoked display goes dark within this. */
const LOOK_EVERY_MS = 2_000;

type Seat = { tell(bell: DisplayBell): void; disconnect(): void };

/** The bell and whom it is for; null for what was not rung by displays/bell.ts. */
function heard(payload: string): { bell: DisplayBell; target: string } | null {
	const [word, target] = payload.split(' ');
	const bell = DISPLAY_BELLS.find((each) => each === word);
	return bell && target ? { bell, target } : null;
}

/**
 * Brings the bells of paired displays to those that are connected here: what changed, who is looked for, who is revoked.
 * A bell says nothing but to look anew, so that a lost one does no harm: screens look by themselves, too.
 */
export class DisplayFeed {
	readonly #connections: Connections;
	readonly #log: Logger;
	readonly #seats = new Map<string, Set<Seat>>();
	#listening: Promise<{ unlisten(): Promise<void> }> | null = null;
	#timer: NodeJS.Timeout | undefined;
	#looking = false;
	#closed = false;

	constructor(parts: { connections: Connections; log: Logger }) {
		this.#connections = parts.connections;
		this.#log = parts.log;
	}

	/** Begins to listen; Postgres may still be away. */
	start(): void {
		this.#listen();
		this.#timer = setInterval(() => {
			this.#listen();
			void this.#look();
		}, LOOK_EVERY_MS);
	}

	#listen(): void {
		if (this.#listening || this.#closed) return;
		const listening = this.#connections.sql.listen(
			DISPLAYS_CHANNEL,
			(payload) => void this.#ring(payload),
			// What was rung while nobody listened: everybody looks anew.
			() => this.#tell([...this.#seats.keys()], 'programme'),
		);
		this.#listening = listening;
		listening.catch((error: Error) => {
			this.#listening = null;
			this.#log.warn({ detail: error.message }, 'cannot listen for displays yet');
		});
	}

	/** A connected display (own id) takes its seat; gives what gives it back. */
	enter(displayId: string, seat: Seat): () => void {
		const seats = this.#seats.get(displayId) ?? new Set();
		this.#seats.set(displayId, seats.add(seat));
		return () => {
			seats.delete(seat);
			if (seats.size === 0 && this.#seats.get(displayId) === seats) this.#seats.delete(displayId);
		};
	}

	#tell(displayIds: readonly string[], bell: DisplayBell): void {
		for (const id of displayIds) {
			for (const seat of this.#seats.get(id) ?? []) {
				seat.tell(bell);
				if (bell === 'revoked') seat.disconnect();
			}
		}
	}

	async #ring(payload: string): Promise<void> {
		const said = heard(payload);
		if (!said) return;
		const { bell, target } = said;
		const [kind, id] = target.split(':');
		const connected = [...this.#seats.keys()];
		forgetShown(this.#connections.db);
		try {
			if (kind === 'display') this.#tell(id ? [id] : [], bell);
			else if (kind === 'office' && id) this.#tell(await this.#among(connected, id), bell);
			else if (kind === 'all') this.#tell(connected, bell);
		} catch (error) {
			// Which ones stand in the office can't be read: all of them look, and find out.
			this.#log.warn({ err: error }, 'the displays of an office could not be read');
			this.#tell(connected, 'programme');
		}
	}

	/** Those of the connected that stand in the office (own id). */
	async #among(connected: readonly string[], officeId: string): Promise<string[]> {
		const rows = (await this.#connections.db.execute(sql`
			select id from displays
			where office_id = ${officeId} and id = any(${idsOf(connected)})
		`)) as unknown as { id: string }[];
		return rows.map(({ id }) => id);
	}

	async #look(): Promise<void> {
		const connected = [...this.#seats.keys()];
		if (connected.length === 0 || this.#looking) return;
		this.#looking = true;
		try {
			const rows = (await this.#connections.db.execute(sql`
				select id from displays
				where revoked_at is not null and id = any(${idsOf(connected)})
			`)) as unknown as { id: string }[];
			this.#tell(
				rows.map(({ id }) => id),
				'revoked',
			);
		} catch {
			// Postgres is away: the displays stay as they are and say themselves that they are stale.
		} finally {
			this.#looking = false;
		}
	}

	/** Stops listening. */
	async close(): Promise<void> {
		this.#closed = true;
		clearInterval(this.#timer);
		await this.#listening?.then((listener) => listener.unlisten()).catch(() => undefined);
	}
}
