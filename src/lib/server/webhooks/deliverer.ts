import type { Logger } from 'pino';
import type { Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import type { Reach } from '../outside/reach.ts';
import { claimDue, giveBack, type Claimed } from './claim.ts';
import { WEBHOOKS_CHANNEL } from './enqueue.ts';
import { webhookReach } from './reach.ts';
import { sendMessage } from './send.ts';
import { settleAttempt } from './settle.ts';

/** Also without a bell: what failed becomes due by the clock, and a notification can be lost with its connection. */
const TICK_MS = 5_000;
/** Attempts at a time. Each is a connection and a few kB. */
const LANES = 16;

export type Deliverer = {
	/** Begins to listen; again does nothing. */
	start(): void;
	/** Looks for what is due soon. */
	wake(): void;
	/** Resolves once nothing is due and nothing under way, also without `start`. */
	drain(): Promise<void>;
	/** Stops listening and ends what is under way; it stays due for whoever comes next. */
	close(): Promise<void>;
};

/**
 * Delivers webhooks: at least once each, with the same `webhook-id`, in no order that may be relied on. Any number of servers
 * share the queue. It is woken by NOTIFY and looks every five seconds by itself. `ctx` makes a context of now; the reach
 * is the installation's unless given, and `chance` spreads retries.
 */
export function createDeliverer(parts: {
	connections: Connections;
	ctx: () => Ctx;
	log: Logger;
	reach?: (url: string) => Reach;
	chance?: () => number;
}): Deliverer {
	const { connections, ctx, log, reach = webhookReach, chance = Math.random } = parts;
	const { db, sql } = connections;
	const ending = new AbortController();
	const underWay = new Set<Promise<void>>();
	let looking: Promise<void> | null = null;
	let wanted = false;
	let started = false;
	let failure: string | null = null;
	let ticker: NodeJS.Timeout | undefined;
	let listening: Promise<{ unlisten(): Promise<void> }> | null = null;

	async function deliver(claimed: Claimed): Promise<void> {
		try {
			const { now: at } = ctx();
			const { signal } = ending;
			const attempt = await sendMessage(claimed, { at, reach: reach(claimed.url), signal });
			await settleAttempt(ctx(), claimed, attempt, chance());
		} catch (error) {
			// What is not written down ends with its claim and is sent again.
			if (ending.signal.aborted) await giveBack(db, claimed).catch(() => undefined);
			else log.error({ err: error, delivery: claimed.id }, 'a webhook could not be delivered');
		}
	}

	/** Starts what is due, as far as lanes are free. Gives how much that was. */
	async function look(): Promise<number> {
		const free = LANES - underWay.size;
		if (free <= 0) return 0;
		const due = await claimDue(db, free);
		for (const claimed of due) {
			const run = deliver(claimed).finally(() => {
				underWay.delete(run);
				wake();
			});
			underWay.add(run);
		}
		return due.length;
	}

	async function run(): Promise<void> {
		while (wanted && !ending.signal.aborted) {
			wanted = false;
			try {
				if ((await look()) > 0) wanted = true;
				failure = null;
			} catch (error) {
				const detail = wordsOf(error);
				if (detail !== failure) log.warn({ err: error }, 'webhooks cannot be looked for');
				failure = detail;
			}
		}
		looking = null;
	}

	function wake(): void {
		if (!started || ending.signal.aborted) return;
		wanted = true;
		looking ??= run();
	}

	function listen(): void {
		if (listening) return;
		listening = sql.listen(WEBHOOKS_CHANNEL, wake, wake);
		listening.catch(() => (listening = null));
	}

	return {
		wake,
		start() {
			if (started || ending.signal.aborted) return;
			started = true;
			listen();
			ticker = setInterval(() => {
				listen();
				wake();
			}, TICK_MS);
			wake();
		},
		async drain() {
			for (;;) {
				const due = await look();
				if (underWay.size > 0) await Promise.race(underWay);
				else if (due === 0) return;
			}
		},
		async close() {
			ending.abort();
			clearInterval(ticker);
			await looking;
			await Promise.allSettled(underWay);
			await (await listening?.catch(() => null))?.unlisten().catch(() => undefined);
		},
	};
}
