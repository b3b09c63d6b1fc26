import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { command } from '../command.ts';

/** As many as one call takes. */
const IN_ONE_CALL = 1000;

function listOf(text: string): unknown[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new Failure('invalid', 'What was given is not JSON.');
	}
	const people: unknown = Array.isArray(value) ? value : (value as { people?: unknown })?.people;
	if (Array.isArray(people)) return people;
	throw new Failure('invalid', 'Give a list of people, or {"people": […]} as the API takes it.');
}

/** A thousand at once, each thousand all or nothing; the same again changes nothing, so a run that broke off is repeated. */
export const peopleUpsert = command({
	summary: 'Make and change people, from JSON as the API takes it',
	example: 'people upsert --file people.json',
	positionals: [],
	options: {
		file: { type: 'string', value: 'FILE', help: 'Where it is; otherwise standard input.' },
	},
	input: z.object({ file: z.string().min(1).optional() }),
	async run({ ctx, input, print, readInput, progress, json }) {
		const text =
			input.file === undefined || input.file === '-'
				? await readInput('People as JSON, then Ctrl-D: ')
				: await readFile(input.file, 'utf8').catch((error: Error) => {
						throw new Failure('invalid', error.message);
					});
		const people = listOf(text.replace(/^\uFEFF/, ''));
		const sums = { created: 0, updated: 0, unchanged: 0 };
		for (let from = 0; from < people.length; from += IN_ONE_CALL) {
			const some = people.slice(from, from + IN_ONE_CALL) as never;
			const counts = await upsertPeople({ ctx, input: { people: some } });
			for (const key of ['created', 'updated', 'unchanged'] as const) sums[key] += counts[key];
			progress(`${Math.min(from + IN_ONE_CALL, people.length)} of ${people.length} people`);
		}
		if (json) return print(JSON.stringify(sums));
		print(`${sums.created} created, ${sums.updated} updated, ${sums.unchanged} unchanged`);
	},
});
