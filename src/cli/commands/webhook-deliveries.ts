import { z } from 'zod';
import { listDeliveries } from '#lib/server/webhooks/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const webhookDeliveries = command({
	summary: 'List what a webhook was sent in the last 30 days, newest first, and what came of it',
	positionals: ['ID'],
	options: {
		limit: { type: 'string', value: 'N', help: 'At most so many; 50 unless given, 200 at most.' },
	},
	input: z.object({ id: z.string(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
	async run({ ctx, input: { id: webhook, limit }, print, json }) {
		const { deliveries } = await listDeliveries({ ctx, input: { webhook, limit } });
		if (json) return print(JSON.stringify(deliveries));
		for (const line of table(
			['ID', 'AT', 'EVENT', 'STATE', 'ATTEMPTS', 'LAST ANSWER'],
			deliveries.map(({ id, at, type, state, attempts }) => {
				const last = attempts.at(-1);
				const answer = last ? String(last.status ?? last.failure) : 'none yet';
				return [id, at, type, state, String(attempts.length), answer];
			}),
		))
			print(line);
	},
});
