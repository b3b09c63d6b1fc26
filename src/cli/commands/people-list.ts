import { z } from 'zod';
import { listPersonRecords } from '#lib/server/people/records.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

export const peopleList = command({
	summary: 'List the people, in the order in which they came',
	example: 'people list --team Sales',
	positionals: [],
	options: {
		team: { type: 'string', value: 'TEAM', help: 'Of this team, by name.' },
		office: { type: 'string', value: 'OFFICE', help: 'Of this office, by name.' },
		group: { type: 'string', value: 'GROUP', help: 'With this label.' },
		active: { type: 'string', value: 'WHICH', help: 'true (unless given), false or all.' },
		limit: { type: 'string', value: 'COUNT', help: 'How many, at most 200; 50 unless given.' },
		cursor: { type: 'string', value: 'CURSOR', help: 'What the page before named.' },
	},
	input: z.object({
		team: z.string().optional(),
		office: z.string().optional(),
		group: z.string().optional(),
		active: z.enum(['true', 'false', 'all']).default('true'),
		limit: z.coerce.number().int().min(1).max(200).default(50),
		cursor: z.string().optional(),
	}),
	async run({ ctx, input, print, say, json }) {
		const page = await listPersonRecords({ ctx, input });
		if (json) return print(JSON.stringify(page));
		for (const line of table(
			['ID', 'NAME', 'EMAIL', 'TEAM', 'OFFICE', 'ROLE', 'ACTIVE'],
			page.people.map(({ externalId, name, email, team, office, role, active }) => [
				...[externalId, name, email ?? '', team, office ?? '', role, active ? 'yes' : 'no'],
			]),
		))
			print(line);
		if (page.nextCursor) say(`There are more: --cursor ${page.nextCursor}`);
	},
});
