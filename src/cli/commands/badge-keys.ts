import { z } from 'zod';
import { readCredentialKeys } from '#lib/server/badges/keys.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const badgeKeys = command({
	summary: 'List the keys that badge credentials are signed with',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const keys = await readCredentialKeys({ ctx, input: {} });
		if (json) return print(JSON.stringify(keys));
		for (const line of table(
			['KEY', 'SINCE', 'UNTIL', 'CREDENTIALS'],
			keys.map(({ kid, since, until, distrusted, credentials }) => [
				...[kid, since, distrusted ? 'not trusted' : (until ?? 'signs now')],
				String(credentials),
			]),
		))
			print(line);
	},
});
