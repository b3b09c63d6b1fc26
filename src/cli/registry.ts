import type { Command } from './command.ts';
import { contestList } from './commands/contest-list.ts';
import { contestRescore } from './commands/contest-rescore.ts';
import { displayCreate } from './commands/display-create.ts';
import { personSetPassword } from './commands/person-set-password.ts';
import { tokenCreate } from './commands/token-create.ts';
import { tokenList } from './commands/token-list.ts';
import { tokenRevoke } from './commands/token-revoke.ts';

/** Every command by the words that call it, in the order of --help. */
export const COMMANDS = {
	'contest list': contestList,
	'contest rescore': contestRescore,
	'display create': displayCreate,
	'person set-password': personSetPassword,
	'token create': tokenCreate,
	'token list': tokenList,
	'token revoke': tokenRevoke,
} satisfies Record<string, Command>;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];
