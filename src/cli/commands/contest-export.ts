import { createWriteStream } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { exportContest } from '#lib/server/results/export.ts';
import { command } from '../command.ts';

/** Standard output as it is, piece by piece; it stays open. */
const standardOutput = () =>
	new Writable({
		write: (chunk: Buffer, _encoding, done) => void process.stdout.write(chunk, done),
	});

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
		const target = output ? createWriteStream(output) : standardOutput();
		await pipeline(Readable.fromWeb(file.stream as never), target);
		const { sha256, bytes } = file;
		if (output && json) print(JSON.stringify({ file: output, result: file.number, sha256, bytes }));
		else say(`Result ${file.number}, ${bytes} bytes, SHA-256 ${sha256}`);
	},
});
