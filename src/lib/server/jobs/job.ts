import type { Ctx } from '../context.ts';

/** Something that is done by the clock: once per tick over all instances. */
export type Job = {
	/** Five fields of cron, UTC. */
	cron: string;
	/** What it is for, in one sentence. */
	purpose: string;
	/** Does it, as the system; gives what to write into the log. Twice must do no harm. */
	run(ctx: Ctx): Promise<Record<string, unknown>>;
};
