import { z } from 'zod';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import { command } from '../command.ts';

export const webhookTest = command({
	summary: 'Send a test to a webhook, whatever it listens to',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.string() }),
	async run({ ctx, input, print, json }) {
		const done = await testWebhook({ ctx, input });
		print(json ? JSON.stringify(done) : `It will be sent as message ${done.message}.`);
	},
});
