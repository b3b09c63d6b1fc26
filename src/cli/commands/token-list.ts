import { z } from 'zod';
import { listTokens } from '#lib/server/api/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const tokenList = command({
	summary: 'List the API tokens, without the tokens themselves',
	positionals: [],
	options: {},
	input: z.object({}),
	async run({ ctx, print, json }) {
		const tokens = await listTokens({ ctx, input: {} });
		if (json) return print(JSON.stringify(tokens));
		for (const line of table(
			['ID', 'NAME', 'SCOPES', 'STATE', 'LAST USED'],
			tokens.map(({ id, name, scopes, state, lastUsedAt }) => [
				id,
				name,
				scopes.join(','),
				state,
				lastUsedAt ?? 'never',
			]),
		))
			print(line);
	},
});
