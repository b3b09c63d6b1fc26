import { z } from 'zod';
import { readPersonRecord } from '#lib/server/people/records.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const peopleShow = command({
	summary: 'Show a person by external id',
	example: 'people show mira',
	positionals: ['ID'],
	options: {},
	input: z.object({ id: z.string().min(1).max(200) }),
	async run({ ctx, input, print, json }) {
		const person = await readPersonRecord({ ctx, input: { externalId: input.id } });
		if (json) return print(JSON.stringify(person));
		const lines = Object.entries(person).map(([field, value]) => [
			...[field, Array.isArray(value) ? value.join(', ') : String(value ?? '')],
		]);
		for (const line of table(['FIELD', 'VALUE'], lines)) print(line);
	},
});
