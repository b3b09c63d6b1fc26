import { z } from 'zod';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { command } from '../command.ts';

const HASH = /^[0-9a-f]{64}$/;

const SAID = {
	changed: 'what it says does not fit its hash',
	missing: 'there is no entry at this place',
	rewritten: 'it was written anew: what follows was written after another one',
	inserted: 'it was put between two others',
	moved:
		'it stood at another place when it was written: entries were taken out, put in or exchanged',
	unchained: 'it was put in behind the back of the chain',
	cut: 'the expected hash is not in the log: its end was cut off, or all of it was written anew',
} as const;

/** Exit code 0 when every entry is as it was written, 1 when one is not. */
export const auditVerify = command({
	summary: 'Check the audit log and name the first entry that was tampered with',
	positionals: [],
	options: {
		expect: {
			type: 'string',
			value: 'HASH',
			help: 'A head printed earlier, which must still be there: finds an end that was cut off.',
		},
	},
	input: z.object({
		expect: z
			.string()
			.trim()
			.toLowerCase()
			.regex(HASH, 'must be 64 hexadecimal digits, as `audit verify` prints them')
			.optional(),
	}),
	async run({ ctx, input, print, say, json }) {
		const { entries, head, breach } = await verifyAudit({ ctx, input });
		if (breach) process.exitCode = 1;
		if (json) return print(JSON.stringify({ intact: breach === null, entries, head, breach }));
		if (!breach) {
			print(head);
			return say(
				`All ${entries} entries are as they were written. Keep the hash elsewhere, and give it as --expect next time.`,
			);
		}
		const place = breach.seq === null ? 'An entry without a place' : `Entry ${breach.seq}`;
		print(`${place}${breach.id ? ` (${breach.id})` : ''}: ${SAID[breach.kind]}.`);
		say(`The ${entries} entries before it are good up to ${head}.`);
	},
});
