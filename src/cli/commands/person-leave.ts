import { z } from 'zod';
import { setActive } from '#lib/server/people/leave.ts';
import { command } from '../command.ts';

/** For whoever goes: what they brought stays, they themselves get in no more. */
export const personLeave = command({
	summary: 'Shut a person who leaves out; links, facts and places stay',
	positionals: [],
	options: {
		email: { type: 'string', value: 'EMAIL', required: true, help: 'Who leaves.' },
	},
	input: z.object({ email: z.string().min(1) }),
	async run({ ctx, input: { email }, print, json }) {
		const { externalId, ended } = await setActive({ ctx, input: { email, active: false } });
		print(
			json
				? JSON.stringify({ externalId, ended })
				: `${email} cannot sign in any more; ${ended} sessions ended.`,
		);
	},
});
