import { z } from 'zod';
import { updateWebhook } from '#lib/server/webhooks/update.ts';
import { command } from '../command.ts';

export const webhookPause = command({
	summary: 'Let what a webhook would be told wait',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.string() }),
	async run({ ctx, input, print, json }) {
		const done = await updateWebhook({ ctx, input: { ...input, paused: true } });
		print(json ? JSON.stringify(done) : `${done.id} is paused.`);
	},
});
