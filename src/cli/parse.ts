import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { commandHelp, didYouMean, overview } from './help.ts';
import { COMMANDS, type CommandName } from './registry.ts';

export type Parsed =
	| { kind: 'help'; text: string }
	| { kind: 'wrong'; message: string }
	| { kind: 'run'; name: CommandName; command: Command; input: unknown; json: boolean };

const common = { help: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** What the arguments ask for. `wrong` says what is wrong and what may have been meant; it never throws. */
export function parseArguments(typed: readonly string[]): Parsed {
	// `npm run -s laurel -- -- …`, and the one option of all commands in front of one.
	const at = Math.max(
		0,
		typed.findIndex((arg) => arg !== '--' && arg !== '--json'),
	);
	const args = [...typed.slice(at), ...typed.slice(0, at).filter((arg) => arg !== '--')];
	const words = args.filter((arg) => !arg.startsWith('-')).slice(0, 2);
	const first = args[0] ?? '--help';
	if (first === '--help' || first === '-h' || first === 'help')
		return { kind: 'help', text: overview() };
	const length = [2, 1].find((count) => Object.hasOwn(COMMANDS, args.slice(0, count).join(' ')));
	if (!length) return unknownCommand(words, args);
	const known = args.slice(0, length).join(' ') as CommandName;
	const command: Command = COMMANDS[known];
	const rest = args.slice(length);
	if (rest.includes('--help') || rest.includes('-h'))
		return { kind: 'help', text: commandHelp(known) };
	const wrong = (message: string): Parsed => ({
		kind: 'wrong',
		message: `${message}\n\n${commandHelp(known)}`,
	});
	let parsed: ReturnType<typeof parseArgs>;
	try {
		const options = { ...command.options, ...common };
		parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
	} catch (error) {
		return wrong((error as Error).message);
	}
	const { json = false, ...values } = parsed.values;
	if (parsed.positionals.length !== command.positionals.length)
		return wrong(`${known} takes ${command.positionals.join(' ') || 'options only'}.`);
	const missing = Object.entries(command.options)
		.filter(([key, option]) => option.required && values[key] === undefined)
		.map(([key]) => `--${key}`);
	if (missing.length > 0) return wrong(`Missing: ${missing.join(', ')}.`);
	const positionals = command.positionals.map(
		(word, index) => [word.toLowerCase(), parsed.positionals[index]] as const,
	);
	const result = command.input.safeParse({ ...values, ...Object.fromEntries(positionals) });
	if (!result.success) {
		const lines = result.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);
		return wrong(lines.join('\n'));
	}
	return { kind: 'run', name: known, command, input: result.data, json: json === true };
}

function unknownCommand(words: readonly string[], args: readonly string[]): Parsed {
	const meant = didYouMean(words);
	const hint =
		meant.length > 0
			? `Did you mean ${meant.map((name) => `\`${name}\``).join(' or ')}?`
			: '`--help` lists every command.';
	const typed = words.length > 0 ? words.join(' ') : args[0];
	return { kind: 'wrong', message: `There is no command \`${typed}\`. ${hint}` };
}
