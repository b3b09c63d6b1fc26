import { z } from 'zod';
import { createDisplay } from '#lib/server/displays/create.ts';
import { publicOrigin } from '#lib/server/origin.ts';
import { command } from '../command.ts';

export const displayCreate = command({
	summary: 'Make a display and print its link',
	positionals: [],
	options: {
		contest: {
			type: 'string',
			value: 'SLUG',
			required: true,
			help: 'The contest that it shows, by its slug.',
		},
		name: { type: 'string', value: 'NAME', required: true, help: 'Where it hangs.' },
		office: { type: 'string', value: 'OFFICE', help: 'The office that it stands in, by name.' },
	},
	input: z.object({
		contest: z.string().min(1),
		name: z.string().trim().min(1, 'must not be empty').max(100),
		office: z.string().min(1).optional(),
	}),
	async run({ ctx, input, print, json }) {
		const { id, path } = await createDisplay({ ctx, input });
		const url = `${publicOrigin()}${path}`;
		print(json ? JSON.stringify({ id, url }) : url);
	},
});
