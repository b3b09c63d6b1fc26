import { z } from 'zod';
import { rotateWebhookSecret } from '#lib/server/webhooks/rotate-secret.ts';
import { command } from '../command.ts';

/** Prints the new secret alone. */
export const webhookRotate = command({
	summary: 'Give a webhook a new secret; the old one signs along for a while',
	positionals: ['ID'],
	options: {
		hours: {
			type: 'string',
			value: 'HOURS',
			help: 'How long the old secret signs too; 24 unless given, 0 ends it at once.',
		},
	},
	input: z.object({ id: z.string(), hours: z.coerce.number().int().min(0).max(720).default(24) }),
	async run({ ctx, input, print, say, json }) {
		const made = await rotateWebhookSecret({ ctx, input });
		say(`The old secret signs too until ${made.oldSecretsEndAt}.`);
		print(json ? JSON.stringify(made) : made.secret);
	},
});
