import { z } from 'zod';
import { setPassword } from '#lib/server/auth/set-password.ts';
import { command } from '../command.ts';

/** The password comes by standard input: an argument would be seen by everybody on the machine. */
export const personSetPassword = command({
	summary: "Set a person's password, read from standard input",
	positionals: [],
	options: {
		email: { type: 'string', value: 'EMAIL', required: true, help: 'Whose password it is.' },
	},
	input: z.object({ email: z.string().min(1) }),
	async run({ ctx, input, print, readInput, json }) {
		const typed = await readInput('New password, then Enter and Ctrl-D: ');
		const password = typed.replace(/\r?\n$/, '');
		const { externalId, ended } = await setPassword({ ctx, input: { ...input, password } });
		print(
			json
				? JSON.stringify({ externalId, ended })
				: `The password of ${input.email} is set; ${ended} sessions ended.`,
		);
	},
});
