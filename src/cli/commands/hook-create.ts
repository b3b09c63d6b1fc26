import { z } from 'zod';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { command } from '../command.ts';

/** Prints the secret alone, so that a script can take it as it is; the address is said beside it. */
export const hookCreate = command({
	summary: 'Let a system send signed webhooks, and print its secret, once',
	positionals: ['NAME'],
	options: {},
	input: z.object({ name: z.string() }),
	async run({ ctx, input, print, say, json }) {
		const made = await createHookSource({ ctx, input });
		say(`It sends to ${made.path}, signed as Standard Webhooks have it.`);
		print(json ? JSON.stringify(made) : made.secret);
	},
});
