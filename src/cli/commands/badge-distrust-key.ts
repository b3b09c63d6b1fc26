import { z } from 'zod';
import { distrustCredentialKey } from '#lib/server/badges/distrust.ts';
import { command } from '../command.ts';

/** Prints the id of the key that signs instead, alone. */
export const badgeDistrustKey = command({
	summary: 'Distrust a signing key that somebody else may have; what it signed is signed anew',
	positionals: ['KID'],
	options: {},
	input: z.object({ kid: z.string() }),
	async run({ ctx, input, print, json }) {
		const made = await distrustCredentialKey({ ctx, input });
		print(json ? JSON.stringify(made) : made.kid);
	},
});
