import { z } from 'zod';
import { LISTENED, listenedSchema } from '#lib/domain/webhooks/registry.ts';
import { createWebhook } from '#lib/server/webhooks/create.ts';
import { command } from '../command.ts';

/** Prints the secret alone, so that a script can take it as it is; the id is said beside it. */
export const webhookCreate = command({
	summary: 'Tell another system of what happens, and print the secret that signs it, once',
	positionals: ['URL'],
	options: {
		event: {
			type: 'string',
			multiple: true,
			value: 'EVENT',
			required: true,
			help: `What of: ${LISTENED.join(', ')}; may be given several times.`,
		},
		description: { type: 'string', value: 'TEXT', help: 'What it is for.' },
	},
	input: z.object({
		url: z.string(),
		event: listenedSchema,
		description: z.string().max(200).optional(),
	}),
	async run({ ctx, input, print, say, json }) {
		const { url, event: events, description = '' } = input;
		const made = await createWebhook({ ctx, input: { url, events, description } });
		say(`Its id is ${made.id}.`);
		print(json ? JSON.stringify(made) : made.secret);
	},
});
