import { z } from 'zod';
import { deleteWebhook } from '#lib/server/webhooks/delete.ts';
import { command } from '../command.ts';

export const webhookDelete = command({
	summary: 'End a webhook for good; its log goes with it',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.string() }),
	async run({ ctx, input, print, json }) {
		const done = await deleteWebhook({ ctx, input });
		print(json ? JSON.stringify(done) : `${done.url} is told nothing more.`);
	},
});
