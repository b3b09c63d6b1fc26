import { z } from 'zod';
import { listWebhooks } from '#lib/server/webhooks/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const webhookList = command({
	summary: 'List the systems that are told of what happens, without their secrets',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const { webhooks } = await listWebhooks({ ctx, input: {} });
		if (json) return print(JSON.stringify(webhooks));
		for (const line of table(
			['ID', 'URL', 'STATE', 'WAITING', 'LAST DELIVERED'],
			webhooks.map(({ id, url, paused, failures, waiting, lastDeliveredAt }) => [
				...[id, url, paused ? `paused (${paused.because})` : failures > 0 ? 'failing' : 'open'],
				...[String(waiting), lastDeliveredAt ?? 'never'],
			]),
		))
			print(line);
	},
});
