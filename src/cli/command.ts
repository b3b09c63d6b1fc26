import type { ParseArgsConfig } from 'node:util';
import type { z } from 'zod';
import type { Ctx } from '#lib/server/context.ts';
import type { Connections } from '#lib/server/db/client.ts';

/** An option as node:util's parseArgs takes it, with its sentence for --help. */
export type CliOption = NonNullable<ParseArgsConfig['options']>[string] & {
	help: string;
	/** What stands for the value in the usage line; flags have none. */
	value?: string;
	required?: boolean;
};

export type CliCall<I> = {
	/** Acts as the system: whoever can run this can read the database anyway. */
	ctx: Ctx;
	connections: Connections;
	input: I;
	/** Writes one line to standard output: the answer, and nothing else. */
	print(line: string): void;
	/** Writes to standard error: progress and remarks, which no program reads. */
	say(line: string): void;
	/** Shows how far it is, in one line that the next one takes the place of; only a person at a terminal sees it. */
	progress(line: string): void;
	/** The answer is to be one JSON value. */
	json: boolean;
	/** Reads standard input to its end; a prompt is shown when it is a terminal. */
	readInput(prompt: string): Promise<string>;
	/** Ends with this exit code once the command is through: 1 refused, 2 given something unusable. */
	exitWith(code: 1 | 2): void;
};

/** The part of a call that needs the database. */
export type DatabaseCall = Pick<CliCall<unknown>, 'ctx' | 'connections'>;

/** What a command gets that needs no database, or says itself what is wrong with it. */
export type OfflineCall<I> = Omit<CliCall<I>, keyof DatabaseCall> & {
	/** Opens the database for as long as `use` takes. Throws what opening it throws. */
	withDatabase<T>(use: (call: DatabaseCall) => Promise<T>): Promise<T>;
};

export type Command<S extends z.ZodType = z.ZodType> = {
	summary: string;
	/** What somebody may type behind `laurel`, for --help; otherwise its usage with what it needs is shown. */
	example?: string;
	/** Names of what follows the command, such as SLUG; all are required. */
	positionals: readonly string[];
	options: Record<string, CliOption>;
	/** Parses `{…options, …positionals in lower case}`; a wrong one is a usage error, exit code 2. */
	input: S;
	/** Needs no database, and none is opened or started: `run` takes an OfflineCall. */
	offline?: true;
	run(call: CliCall<z.output<S>>): Promise<void>;
};

/** Gives a command its types; one file each under commands/. */
export function command<S extends z.ZodType>(definition: Command<S>): Command {
	return definition as unknown as Command;
}
