import { z } from 'zod';
import { endHookSource } from '#lib/server/hooks/end-source.ts';
import { command } from '../command.ts';

export const hookEnd = command({
	summary: 'Take no more webhooks from a system; what it sent stays',
	positionals: ['NAME'],
	options: {},
	input: z.object({ name: z.string() }),
	async run({ ctx, input, print, json }) {
		const ended = await endHookSource({ ctx, input });
		print(json ? JSON.stringify(ended) : `Nothing more is taken from ${ended.name}.`);
	},
});
