import { pino } from 'pino';
import { currentContest } from '../contests/queries.ts';
import type { Connections } from '../db/client.ts';
import { listDisplays } from '../displays/queries.ts';

/** What a newcomer is told to look at: the path of a display, and whether the demo's contest is over by now. */
export async function demoSights(
	{ db }: Connections,
	now: Date,
): Promise<{ display: string | null; over: boolean }> {
	const ctx = {
		db,
		actor: { kind: 'system', name: 'demo' } as const,
		now,
		log: pino({ level: 'silent' }),
	};
	const contest = await currentContest({ ctx, input: {} });
	const displays = await listDisplays({ ctx, input: {} });
	const shown = displays.filter(({ path }) => path !== null);
	return {
		display:
			shown.find((display) => contest && display.contest?.slug === contest.slug)?.path ?? null,
		over: !contest || new Date(contest.endsAt) <= now,
	};
}
