import { z } from 'zod';
import { requestRescore } from '#lib/server/contests/rescore.ts';
import { rescoreContest } from '#lib/server/scoring/rescore.ts';
import { command } from '../command.ts';

/** Progress at most this often; every batch would scroll the terminal away. */
const REPORT_EVERY_MS = 1000;

export const contestRescore = command({
	summary: 'Score a whole contest anew from its facts',
	positionals: ['SLUG'],
	options: {},
	input: z.object({ slug: z.string().min(1) }),
	async run({ ctx, connections, input, print, say, json }) {
		const { id } = await requestRescore({ ctx, input: { contest: input.slug } });
		let reported = performance.now();
		const done = await rescoreContest(connections, id, ({ facts, people }) => {
			if (performance.now() - reported < REPORT_EVERY_MS) return;
			reported = performance.now();
			say(`${facts} facts of ${people} people …`);
		});
		const { facts, people } = done;
		const answer = { slug: input.slug, facts, people };
		print(
			json ? JSON.stringify(answer) : `Scored ${input.slug}: ${facts} facts of ${people} people.`,
		);
	},
});
