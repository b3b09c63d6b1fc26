import { z } from 'zod';
import { revokeToken } from '#lib/server/api/revoke-token.ts';
import { command } from '../command.ts';

export const tokenRevoke = command({
	summary: 'End an API token at once',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.uuid('not an id as `token list` prints it') }),
	async run({ ctx, input, print, json }) {
		await revokeToken({ ctx, input });
		print(json ? JSON.stringify(input) : `Revoked ${input.id}.`);
	},
});
