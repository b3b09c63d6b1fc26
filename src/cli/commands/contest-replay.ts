import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkReplay, type Difference } from '#lib/domain/results/check.ts';
import { command } from '../command.ts';

/** The first difference in words, one line. */
function differenceLine({ row, columns, expected, found }: Difference): string {
	if (!found) return `Row ${row}: ${expected?.person} is expected and not in the table.`;
	if (!expected) return `Row ${row}: ${found.person} is in the table and not expected.`;
	const each = columns.map(
		(column) => `${column} is ${found[column]}, expected ${expected[column]}`,
	);
	return `Row ${row}, ${expected.person}: ${each.join('; ')}.`;
}

export const contestReplay = command({
	summary: 'Recompute an exported contest and compare: exit 0 equal, 1 different, 2 no replay file',
	positionals: ['FILE'],
	options: {},
	input: z.object({ file: z.string().min(1) }),
	offline: true,
	async run({ input, print, say, json, exitWith }) {
		let bytes: Uint8Array;
		try {
			bytes = await readFile(input.file === '-' ? '/dev/stdin' : input.file);
		} catch (error) {
			const message = (error as Error).message;
			if (json) print(JSON.stringify({ kind: 'bad', problems: [{ path: '', message }] }));
			else say(message);
			return exitWith(2);
		}
		const checked = checkReplay(bytes);
		if (checked.kind !== 'equal') exitWith(checked.kind === 'bad' ? 2 : 1);
		if (json) return print(JSON.stringify(checked));
		if (checked.kind === 'bad') {
			say(`${input.file} is not a replay file:`);
			for (const { path, message } of checked.problems) say(`  ${path || 'the file'}: ${message}`);
			return;
		}
		const { contest, rows, facts, people, sha256, difference } = checked;
		const made = `${rows} rows from ${facts} facts of ${people} people`;
		if (difference) print(`${contest}: different. ${differenceLine(difference)}`);
		else print(`${contest}: equal. ${made} give exactly the table in the file.`);
		say(`SHA-256 of the file: ${sha256}`);
	},
});
