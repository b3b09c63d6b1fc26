import { z } from 'zod';
import { EXPORT_NAMES, FORMATS } from '#lib/domain/exports/columns.ts';
import { exportData } from '#lib/server/exports/export.ts';
import { command } from '../command.ts';
import { writeOut } from '../output.ts';

const PROGRESS_MS = 250;

export const exportCommand = command({
	summary: `Write what came in to a file: ${EXPORT_NAMES.join(', ')}`,
	example: 'export clicks --format csv --from 2026-11-01T00:00:00Z --out clicks.csv',
	positionals: ['WHAT'],
	options: {
		format: { type: 'string', value: 'FORMAT', help: 'csv (unless given) or jsonl.' },
		out: { type: 'string', short: 'o', value: 'FILE', help: 'Where to; - is standard output.' },
		from: { type: 'string', value: 'TIME', help: 'From then on, RFC 3339.' },
		to: { type: 'string', value: 'TIME', help: 'Before then, RFC 3339.' },
		contest: { type: 'string', value: 'SLUG', help: 'Of this contest.' },
		bom: { type: 'boolean', help: 'A mark by which Excel reads UTF-8.' },
	},
	input: z.object({
		what: z.enum(EXPORT_NAMES),
		format: z.enum(FORMATS).default('csv'),
		out: z.string().min(1).optional(),
		from: z.iso.datetime({ offset: true }).optional(),
		to: z.iso.datetime({ offset: true }).optional(),
		contest: z.string().min(1).max(100).optional(),
		bom: z.boolean().default(false),
	}),
	async run({ ctx, input: { out, bom, ...input }, print, progress, json }) {
		const asked = { ...input, bom: bom ? ('true' as const) : ('false' as const) };
		const file = await exportData({ ctx, input: asked });
		const show = () => progress(`${file.progress.rows.toLocaleString('en')} rows`);
		const timer = setInterval(show, PROGRESS_MS);
		try {
			await writeOut(file.stream, out);
		} finally {
			clearInterval(timer);
		}
		show();
		if (!json || out === undefined || out === '-') return;
		print(JSON.stringify({ what: input.what, file: out, rows: file.progress.rows }));
	},
});
