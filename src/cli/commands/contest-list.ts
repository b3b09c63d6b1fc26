import { z } from 'zod';
import { listContests } from '#lib/server/contests/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const contestList = command({
	summary: 'List the contests with their phase and time box',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const contests = await listContests({ ctx, input: {} });
		if (json) return print(JSON.stringify(contests));
		for (const line of table(
			['SLUG', 'NAME', 'PHASE', 'STARTS', 'ENDS'],
			contests.map(({ slug, name, phase, startsAt, endsAt }) => [
				slug,
				name,
				phase,
				startsAt,
				endsAt,
			]),
		))
			print(line);
	},
});
