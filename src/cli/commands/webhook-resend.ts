import { z } from 'zod';
import { resendDelivery } from '#lib/server/webhooks/resend.ts';
import { command } from '../command.ts';

export const webhookResend = command({
	summary: 'Send a delivery of a webhook again, under the same webhook-id',
	positionals: ['ID', 'DELIVERY'],
	options: {},
	input: z.object({ id: z.string(), delivery: z.string() }),
	async run({ ctx, input: { id: webhook, delivery }, print, json }) {
		const done = await resendDelivery({ ctx, input: { webhook, delivery } });
		print(json ? JSON.stringify(done) : `It is sent again now.`);
	},
});
