import type { Sql } from 'postgres';

/** How long a jump of the database's clock may stay unnoticed. */
const SAMPLE_MS = 5_000;
/** The answer lies somewhere in the round trip: one that took longer says too little. */
const LONGEST_TRIP_MS = 1_000;

/** The database's clock, to be asked without waiting. */
export type DatabaseClock = {
	/** The database's instant; before the first sample this machine's. */
	now(): Date;
	/** Looks at the database's clock now. Throws what the database throws. */
	sample(): Promise<void>;
	/** Looks at once and every 5 s from then on; resolves after the first look, whether it worked or not. */
	start(): Promise<void>;
	stop(): void;
};

/**
 * A clock that several servers share: contests start, freeze and end at the same instant on all of them. Between two
 * looks it goes by this process's monotonic counter, so that a wall clock that is wrong or jumps changes nothing.
 */
export function createDatabaseClock(sql: Sql): DatabaseClock {
	let known: { database: number; counter: number } | null = null;
	let ticker: NodeJS.Timeout | undefined;
	let stopped = false;

	async function sample(): Promise<void> {
		const from = performance.now();
		const [row] = await sql<{ ms: number }[]>`
			select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`;
		const until = performance.now();
		if (!row || (known && until - from > LONGEST_TRIP_MS)) return;
		known = { database: row.ms, counter: (from + until) / 2 };
	}
	// A database that is away stops no clock.
	const attempt = () => sample().catch(() => undefined);

	return {
		now: () => (known ? new Date(known.database + performance.now() - known.counter) : new Date()),
		sample,
		async start() {
			await attempt();
			if (stopped) return;
			clearInterval(ticker);
			ticker = setInterval(() => void attempt(), SAMPLE_MS);
		},
		stop() {
			stopped = true;
			clearInterval(ticker);
		},
	};
}
