import { requirePerson } from '#lib/server/auth/guard.ts';
import { csvFile, csvLine } from '#lib/server/imports/csv.ts';
import { allRefusals } from '#lib/server/imports/refusals.ts';
import { problemText } from '#lib/server/imports/words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** The wrong lines with their reasons, to be mended and imported. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event, 'imports.write');
	const input = { id: event.params.id };
	const { headers, pages, fileName } = await allRefusals({ ctx: event.locals.ctx, input });
	async function* lines() {
		yield csvLine([...headers, m.imports_map_line(), m.imports_wrong_reason()]);
		for await (const page of pages)
			for (const { line, cells, problems } of page) {
				const filled = headers.map((_, index) => cells[index] ?? '');
				yield csvLine([...filled, String(line), problems.map(problemText).join('; ')]);
			}
	}
	return csvFile(lines(), `mend-${fileName.replace(/\.\w+$/, '')}.csv`);
};
