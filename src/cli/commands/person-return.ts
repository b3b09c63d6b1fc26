import { z } from 'zod';
import { setActive } from '#lib/server/people/leave.ts';
import { command } from '../command.ts';

/** For whoever comes back, or was sent away by mistake. */
export const personReturn = command({
	summary: 'Let a person who left in again',
	positionals: [],
	options: {
		email: { type: 'string', value: 'EMAIL', required: true, help: 'Who is back.' },
	},
	input: z.object({ email: z.string().min(1) }),
	async run({ ctx, input: { email }, print, json }) {
		const { externalId } = await setActive({ ctx, input: { email, active: true } });
		print(json ? JSON.stringify({ externalId }) : `${email} may sign in again.`);
	},
});
