import { z } from 'zod';
import { listAudit } from '#lib/server/audit/queries.ts';
import { command } from '../command.ts';
import { table } from '../table.ts';

const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-23')
	.transform((text) => `${text}T00:00:00.000Z`)
	.pipe(z.iso.datetime('is no day of the calendar'));

export const auditList = command({
	summary: 'List who changed what, newest first',
	positionals: [],
	options: {
		who: { type: 'string', value: 'NAME', help: 'Part of the name of a person or a token.' },
		what: { type: 'string', value: 'ACTION', help: 'An action, or its noun: contest, void, …' },
		from: { type: 'string', value: 'DAY', help: 'From this day on, UTC.' },
		to: { type: 'string', value: 'DAY', help: 'Before this day, UTC.' },
		before: { type: 'string', value: 'NUMBER', help: 'Only entries before this one.' },
		limit: { type: 'string', value: 'COUNT', help: 'How many, at most 200; 50 unless given.' },
	},
	input: z.object({
		who: z.string().optional(),
		what: z.string().optional(),
		from: day.optional(),
		to: day.optional(),
		before: z.coerce.number().int().min(1).optional(),
		limit: z.coerce.number().int().min(1).max(200).default(50),
	}),
	async run({ ctx, input, print, say, json }) {
		const { entries, next } = await listAudit({ ctx, input });
		if (json) return print(JSON.stringify({ entries, next }));
		for (const line of table(
			['NUMBER', 'AT', 'WHO', 'WHAT', 'TARGET'],
			entries.map(({ seq, at, actor, action, target }) => [
				String(seq),
				at,
				actor.name || actor.kind,
				action,
				target ? `${target.noun} ${target.name}`.trim() : '',
			]),
		))
			print(line);
		if (next !== null) say(`There are more: --before ${next}`);
	},
});
