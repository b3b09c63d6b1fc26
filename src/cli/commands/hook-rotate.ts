import { z } from 'zod';
import { rotateHookSecret } from '#lib/server/hooks/rotate-secret.ts';
import { command } from '../command.ts';

/** Prints the new secret alone. */
export const hookRotate = command({
	summary: 'Give a source of webhooks a new secret; the old one stays valid for a while',
	positionals: ['NAME'],
	options: {
		hours: {
			type: 'string',
			value: 'HOURS',
			help: 'How long the old secret stays valid; 24 unless given, 0 ends it at once.',
		},
	},
	input: z.object({ name: z.string(), hours: z.coerce.number().int().min(0).max(720).default(24) }),
	async run({ ctx, input, print, say, json }) {
		const made = await rotateHookSecret({ ctx, input });
		say(`What was signed with an old secret is taken until ${made.oldSecretsEndAt}.`);
		print(json ? JSON.stringify(made) : made.secret);
	},
});
