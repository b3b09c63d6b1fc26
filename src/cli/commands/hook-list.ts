import { z } from 'zod';
import { listHookSources } from '#lib/server/hooks/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const hookList = command({
	summary: 'List the systems that may send webhooks, without their secrets',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const sources = await listHookSources({ ctx, input: {} });
		if (json) return print(JSON.stringify(sources));
		for (const line of table(
			['NAME', 'STATE', 'MESSAGES', 'LAST'],
			sources.map(({ name, endedAt, messages, lastMessageAt }) => [
				...[name, endedAt ? 'ended' : 'open', String(messages), lastMessageAt ?? 'never'],
			]),
		))
			print(line);
	},
});
