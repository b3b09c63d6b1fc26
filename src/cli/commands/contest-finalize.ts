import { z } from 'zod';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { command } from '../command.ts';

export const contestFinalize = command({
	summary: 'Make a contest final: its table and prizes are fixed for ever',
	positionals: ['SLUG'],
	options: {
		hold: { type: 'boolean', help: 'Keep the public table frozen until the reveal' },
	},
	input: z.object({ slug: z.string().min(1), hold: z.boolean().optional() }),
	async run({ ctx, connections, input, print, json }) {
		// No server need be running: what it has not scored yet is scored here.
		const scorer = createScorer({ connections, log: ctx.log });
		await scorer.drain();
		await scorer.close();
		const { slug: contest, hold = false } = input;
		const { sha256 } = await finalizeContest({ ctx, input: { contest, hold } });
		print(json ? JSON.stringify({ contest, sha256 }) : sha256);
	},
});
