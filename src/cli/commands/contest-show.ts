import { z } from 'zod';
import { readContestRecord } from '#lib/server/contests/records.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const contestShow = command({
	summary: 'Show a contest with its phase, and with --json its rules and prizes',
	example: 'contest show spring --json',
	positionals: ['SLUG'],
	options: {},
	input: z.object({ slug: z.string().min(1).max(100) }),
	async run({ ctx, input, print, json }) {
		const contest = await readContestRecord({ ctx, input });
		if (json) return print(JSON.stringify(contest));
		const { rules: _, prizes, ...plain } = contest;
		const fields = Object.entries({ ...plain, prizes: prizes.map(({ name }) => name).join(', ') });
		const lines = fields.map(([field, value]) => [field, String(value ?? '')]);
		for (const line of table(['FIELD', 'VALUE'], lines)) print(line);
	},
});
