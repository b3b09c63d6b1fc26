import { z } from 'zod';
import { updateWebhook } from '#lib/server/webhooks/update.ts';
import { command } from '../command.ts';

export const webhookResume = command({
	summary: 'Go on with a paused webhook; what waits is sent',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.string() }),
	async run({ ctx, input, print, json }) {
		const done = await updateWebhook({ ctx, input: { ...input, paused: false } });
		print(json ? JSON.stringify(done) : `${done.id} goes on.`);
	},
});
