import { z } from 'zod';
import { SCOPES } from '#lib/domain/people/permissions.ts';
import { createToken } from '#lib/server/api/create-token.ts';
import { command } from '../command.ts';

const DAY_MS = 86_400_000;

/** Prints the token alone, so that a script can take it as it is: TOKEN=$(npm run -s laurel -- token create …). */
export const tokenCreate = command({
	summary: 'Make an API token and print it, once',
	positionals: [],
	options: {
		name: { type: 'string', value: 'NAME', required: true, help: 'What the token is for.' },
		scope: {
			type: 'string',
			multiple: true,
			value: 'SCOPE',
			required: true,
			help: `What it may do: ${SCOPES.join(', ')}; may be given several times.`,
		},
		days: { type: 'string', value: 'DAYS', help: 'For how many days; without end unless given.' },
	},
	input: z.object({
		name: z.string().trim().min(1, 'must not be empty').max(100),
		scope: z.array(z.enum(SCOPES)).min(1),
		days: z.coerce.number().int().min(1).max(36_500).optional(),
	}),
	async run({ ctx, input, print, json }) {
		const { name, scope: scopes, days } = input;
		const expiresAt = days && new Date(ctx.now.getTime() + days * DAY_MS).toISOString();
		const wanted = { name, scopes, ...(expiresAt ? { expiresAt } : {}) };
		const made = await createToken({ ctx, input: wanted });
		print(json ? JSON.stringify({ ...made, ...wanted }) : made.token);
	},
});
