import { z } from 'zod';
import { erasePerson, type Erasure } from '#lib/server/people/erase.ts';
import { command } from '../command.ts';

const rows = (counts: Record<string, number>) =>
	Object.entries(counts)
		.map(([table, count]) => `${table} ${count}`)
		.join(', ') || 'nothing';

/** What it does to whom, a line each, in the same words before and after. */
function told(email: string, { deleted, emptied, results, ...erasure }: Erasure): string[] {
	const lines = [
		`${email} stays as “Former colleague” (${erasure.externalId}), without name, address, title and face, and shut out for good.`,
		`Deleted: ${rows(deleted)}.`,
		`Emptied of what tells of them: ${rows(emptied)}.`,
		`Kept: ${erasure.links} links that lead on, facts, places, awards and prizes. Contests that start later count nothing of them.`,
	];
	for (const { contest, number, published, now } of results)
		lines.push(
			`Result ${number} of ${contest} loses the name: its text hashed to ${published} and hashes to ${now} from then on.`,
		);
	if (erasure.tokens > 0)
		lines.push(
			`${erasure.tokens} API tokens that they made go on: see \`token list\`, \`token revoke\`.`,
		);
	return lines;
}

/** For whoever wants to be forgotten: what they brought stays, who they were goes, and nothing brings it back. */
export const personErase = command({
	summary: 'Erase a person: tells what it would do, and does it with --yes; it cannot be undone',
	positionals: ['EMAIL'],
	options: {
		yes: { type: 'boolean', help: 'Do it, instead of telling what it would do' },
	},
	input: z.object({ email: z.string().min(1), yes: z.boolean().default(false) }),
	async run({ ctx, input: { email, yes }, print, say, json }) {
		const erasure = await erasePerson({ ctx, input: { email, confirmed: yes } });
		if (json) print(JSON.stringify({ done: yes, ...erasure }));
		else for (const line of told(email, erasure)) print(line);
		say(yes ? 'Done.' : 'Nothing is done yet. Add --yes to do it; it cannot be undone.');
	},
});
