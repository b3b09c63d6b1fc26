import { describe, expect, it } from 'vitest';
import type { Command } from './command.ts';
import { commandHelp, didYouMean, distance, overview } from './help.ts';
import { parseArguments } from './parse.ts';
import { COMMAND_NAMES, COMMANDS } from './registry.ts';

describe('the arguments of laurel', () => {
	it('ask for help about everything, with nothing or with --help', () => {
		for (const args of [[], ['--help'], ['-h'], ['help']])
			expect(parseArguments(args)).toEqual({ kind: 'help', text: overview() });
		for (const name of COMMAND_NAMES) expect(overview()).toContain(name);
	});

	it('ask for help about one command, whatever else is missing', () => {
		expect(parseArguments(['token', 'create', '--help'])).toEqual({
			kind: 'help',
			text: commandHelp('token create'),
		});
	});

	it('may begin with --json, or with the two dashes of npm once more', () => {
		const list = parseArguments(['people', 'list', '--json']);
		expect(list).toMatchObject({ kind: 'run', name: 'people list', json: true });
		for (const begin of [['--json'], ['--', '--json'], ['--json', '--']])
			expect(parseArguments([...begin, 'people', 'list'])).toEqual(list);
		for (const odd of [['--'], ['--json'], ['--', 'nope']])
			expect(parseArguments(odd).kind).toBe('wrong');
	});

	it('run a command with its options and positionals', () => {
		expect(
			parseArguments([
				'token',
				'create',
				'--name',
				'ci',
				'--scope=events',
				'--scope',
				'read',
				'--json',
			]),
		).toMatchObject({
			kind: 'run',
			name: 'token create',
			input: { name: 'ci', scope: ['events', 'read'] },
			json: true,
		});
		expect(parseArguments(['contest', 'rescore', 'autumn'])).toMatchObject({
			kind: 'run',
			input: { slug: 'autumn' },
			json: false,
		});
	});

	it('may be of one word', () => {
		expect(parseArguments(['doctor', '--json'])).toMatchObject({ name: 'doctor', json: true });
		expect(parseArguments(['doctor', '--help'])).toEqual({
			...{ kind: 'help', text: commandHelp('doctor') },
		});
		expect(parseArguments(['doctor', 'who'])).toMatchObject({ kind: 'wrong' });
	});

	it.each([
		[['token', 'create', '--scope', 'read'], 'Missing: --name.'],
		[['token', 'create', '--name', 'x', '--scope', 'god'], 'scope:'],
		[['token', 'create', '--name', 'x', '--scope', 'read', '--days', 'soon'], 'days:'],
		[['token', 'create', '--colour', 'red'], '--colour'],
		[['token', 'revoke', 'not-an-id'], 'id:'],
		[['token', 'list', 'extra'], 'options only'],
		[['contest', 'rescore'], 'SLUG'],
	])('are wrong as %j, with what is wrong and how it is called', (args, said) => {
		const parsed = parseArguments(args);
		expect(parsed.kind).toBe('wrong');
		if (parsed.kind !== 'wrong') return;
		expect(parsed.message).toContain(said);
		expect(parsed.message).toContain('Usage:');
	});

	it.each([
		[['token', 'creat'], '`token create`'],
		[['token'], '`token create` or `token list` or `token revoke`'],
		[['tokn', 'list'], '`token list`'],
		[['people'], '`people list` or `people show` or `people upsert`'],
		[['constructor', 'toString'], '--help'],
		[['frobnicate'], '--help'],
		[['--frobnicate'], '--help'],
	])('give a hint for %j', (args, hint) => {
		const parsed = parseArguments(args);
		expect(parsed.kind).toBe('wrong');
		if (parsed.kind === 'wrong') expect(parsed.message).toContain(hint);
	});
});

describe('every command', () => {
	it.each(COMMAND_NAMES)('%s says in its help what it takes', (name) => {
		const help = commandHelp(name);
		for (const key of Object.keys(COMMANDS[name].options)) expect(help).toContain(`--${key}`);
		for (const word of COMMANDS[name].positionals) expect(help).toContain(word);
		expect(COMMANDS[name].summary).not.toMatch(/\.$/);
	});

	it.each(COMMAND_NAMES)('%s shows an example that it would take', (name) => {
		const { example, positionals }: Command = COMMANDS[name];
		const shown = /\nExample:\n {2}npm run -s laurel -- (.+)$/.exec(commandHelp(name))?.[1];
		expect(shown?.startsWith(name)).toBe(true);
		for (const word of example ? [] : positionals) expect(shown).toContain(word);
		if (example) expect(parseArguments(example.split(' '))).toMatchObject({ kind: 'run', name });
	});

	it.each(COMMAND_NAMES)('%s takes no option and no word that it does not know', (name) => {
		const words = name.split(' ');
		const many = Array.from({ length: 9 }, () => 'nonsense');
		for (const args of [
			[...words, '--nonsense'],
			[...words, ...many],
		])
			expect(parseArguments(args).kind).toBe('wrong');
	});
});

describe('guessing what was meant', () => {
	it('counts letters that differ', () => {
		expect(distance('kitten', 'sitting')).toBe(3);
		expect(distance('', 'abc')).toBe(3);
		expect(distance('same', 'same')).toBe(0);
	});

	it('names nothing when nothing is near', () => {
		expect(didYouMean(['xyzzy'])).toEqual([]);
	});
});
