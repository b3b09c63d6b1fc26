import { z } from 'zod';
import { rotateCredentialKey } from '#lib/server/badges/keys.ts';
import { command } from '../command.ts';

/** Prints the new key's id alone. */
export const badgeRotateKey = command({
	summary: 'Sign badge credentials with a new key; earlier ones can still be verified',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const made = await rotateCredentialKey({ ctx, input: {} });
		print(json ? JSON.stringify(made) : made.kid);
	},
});
