import type { Command } from './command.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from './registry.ts';

const CALL = 'npm run -s laurel --';

/** The words of a call: with `all`, what may be left out too, in brackets. */
function usage(name: CommandName, command: Command, all = true): string {
	const words = Object.entries(command.options).flatMap(([key, option]) => {
		const word = option.value ? `--${key} ${option.value}` : `--${key}`;
		if (option.required) return word;
		return all ? `[${word}]` : [];
	});
	return [CALL, name, ...command.positionals, ...words].join(' ');
}

/** What --help prints: every command with its sentence. */
export function overview(): string {
	const width = Math.max(...COMMAND_NAMES.map((name) => name.length));
	return [
		`Usage: ${CALL} COMMAND [options]`,
		'',
		'Commands:',
		...COMMAND_NAMES.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name].summary}`),
		'',
		'Options of every command:',
		'  --help  What the command takes',
		'  --json  Answer with one JSON value',
		'',
		'The database is DATABASE_URL, or else the embedded one, which is started if it is not running.',
		'Exit codes: 0 done, 1 refused or failed, 2 wrongly called.',
	].join('\n');
}

/** What COMMAND --help prints. */
export function commandHelp(name: CommandName): string {
	const command: Command = COMMANDS[name];
	const options = Object.entries(command.options).map(
		([key, option]) => [`--${key}${option.value ? ` ${option.value}` : ''}`, option.help] as const,
	);
	const width = Math.max(0, ...options.map(([word]) => word.length));
	return [
		`${command.summary}.`,
		'',
		`Usage: ${usage(name, command)}`,
		...(options.length > 0 ? ['', 'Options:'] : []),
		...options.map(([word, help]) => `  ${word.padEnd(width)}  ${help}`),
		'',
		'Example:',
		`  ${command.example ? `${CALL} ${command.example}` : usage(name, command, false)}`,
	].join('\n');
}

/** How many letters must be changed, added or left out to turn one word into the other (Levenshtein). */
export function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next[j] = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
		}
		row = next;
	}
	return row[b.length] ?? 0;
}

/** What somebody who typed `words` may have meant: commands that begin so, or the nearest within 3 letters. */
export function didYouMean(words: readonly string[]): CommandName[] {
	const [first = '', second = ''] = words;
	const begun = COMMAND_NAMES.filter((name) => name.split(' ')[0] === first);
	const typed = `${first} ${second}`.trim();
	const near = COMMAND_NAMES.map((name) => ({ name, far: distance(typed, name) }))
		.filter(({ far }) => far <= 3)
		.sort((a, b) => a.far - b.far)
		.map(({ name }) => name);
	if (near.length > 0) return near.slice(0, 1);
	if (begun.length > 0) return begun;
	return COMMAND_NAMES.filter((name) => distance(first, name.split(' ')[0] ?? '') <= 2);
}
