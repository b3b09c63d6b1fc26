import { z } from 'zod';
import { exportContest } from '#lib/server/results/export.ts';
import { command } from '../command.ts';
import { writeOut } from '../output.ts';

export const contestExport = command({
	summary: 'Write the replay file of a final contest',
	positionals: ['SLUG'],
	options: {
		output: {
			type: 'string',
			short: 'o',
			value: 'FILE',
			help: 'Where to write it; otherwise standard output',
		},
		number: {
			type: 'string',
			value: 'N',
			help: 'Which result, 1 being the first; otherwise the newest',
		},
	},
	input: z.object({
		slug: z.string().min(1),
		output: z.string().min(1).optional(),
		number: z.coerce.number().int().min(1).optional(),
	}),
	async run({ ctx, input, print, say, json }) {
		const { slug: contest, number, output } = input;
		const file = await exportContest({ ctx, input: { contest, ...(number ? { number } : {}) } });
		await writeOut(file.stream, output);
		const { sha256, bytes } = file;
		if (output && json) print(JSON.stringify({ file: output, result: file.number, sha256, bytes }));
		else say(`Result ${file.number}, ${bytes} bytes, SHA-256 ${sha256}`);
	},
});
